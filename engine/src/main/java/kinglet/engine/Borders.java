package kinglet.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Shape;
import kinglet.graph.Slice;
import kinglet.graph.Window;
import kinglet.kernels.View.Border;

/**
 * How many zeros lie around each activation: as many as the convolutions that read it need as padding. Activations that are joined or
 * split channel by channel share one border, because their rows must be equally long.
 */
final class Borders {
    private final Map<Node, Node> parents = new IdentityHashMap<>();
    private final Map<Node, Border> borders = new IdentityHashMap<>();

    Borders(Network network) {
        for (Node node : network.nodes()) {
            if (sharesPixels(node)) {
                node.inputs().forEach(input -> parents.put(root(input), root(node)));
            }
        }
        for (Node node : network.nodes()) {
            if (node.op() instanceof Conv2d conv) {
                Node root = root(node.input());
                borders.put(
                        root,
                        larger(of(root), needed(conv.window(), node.input().shape(), node.shape())));
            }
        }
    }

    /** The border of a node's result. */
    Border of(Node node) {
        return borders.getOrDefault(root(node), Border.NONE);
    }

    /** The zeros that a window reads around its input. */
    static Border needed(Window window, Shape in, Shape out) {
        Explicit zeros = window.surround(in, out);
        return new Border(zeros.top(), zeros.left(), zeros.bottom(), zeros.right());
    }

    static boolean sharesPixels(Node node) {
        return node.op() instanceof Concat
                || node.op() instanceof Slice
                || node.op() instanceof ChannelShuffle
                || node.op() instanceof ChannelSelect;
    }

    static Border larger(Border a, Border b) {
        return new Border(
                Math.max(a.top(), b.top()),
                Math.max(a.left(), b.left()),
                Math.max(a.bottom(), b.bottom()),
                Math.max(a.right(), b.right()));
    }

    private Node root(Node node) {
        Node parent = parents.get(node);
        return parent == null || parent == node ? node : root(parent);
    }
}
