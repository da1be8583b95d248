package kinglet.train;

import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Padding.Explicit;

/** Zeros that a file adds before a convolution, as TensorFlow's exporters do: the convolution can add them itself, and then they can be trained through. */
final class ZeroPads {

    private ZeroPads() {}

    /** Whether the node only adds zeros for convolutions. */
    static boolean folds(Network network, Node node) {
        if (!(node.op() instanceof Pad pad)) {
            return false;
        }
        Explicit p = pad.padding();
        boolean adds = p.top() >= 0 && p.left() >= 0 && p.bottom() >= 0 && p.right() >= 0;
        return adds
                && pad.mode() == Pad.Mode.CONSTANT
                && pad.value() == 0
                && network.consumers(node).stream().allMatch(reader -> reader.op() instanceof Conv2d);
    }

    /** The node's op, with the zeros of a pad before it. */
    static Op withZeros(Network network, Node node) {
        if (node.op() instanceof Conv2d conv && node.input().op() instanceof Pad pad && folds(network, node.input())) {
            return conv.padding(sum(conv.window().padding(node.input().shape()), pad.padding()));
        }
        return node.op();
    }

    private static Padding sum(Explicit a, Explicit b) {
        return new Explicit(a.top() + b.top(), a.left() + b.left(), a.bottom() + b.bottom(), a.right() + b.right());
    }
}
