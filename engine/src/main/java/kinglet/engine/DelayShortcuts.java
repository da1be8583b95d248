package kinglet.engine;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;

/**
 * Computes the convolution on one side of a sum after the other side, where that other side is made by a step that can add nothing, such as
 * Xception's pools: the convolution then adds it to its result.
 */
final class DelayShortcuts implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        Map<Node, Node> shortcuts = new IdentityHashMap<>();
        for (Node node : model.network().nodes()) {
            shortcut(model.network(), node).ifPresent(conv -> shortcuts.put(node, conv));
        }
        Set<Node> delayed = new HashSet<>(shortcuts.values());
        for (Node node : model.network().nodes()) {
            Node shortcut = shortcuts.get(node);
            if (shortcut != null) {
                rewriter.keep(shortcut);
            }
            if (!delayed.contains(node)) {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    /** The convolution that a sum's shortcut is made of, if it should wait. */
    private static Optional<Node> shortcut(Network network, Node sum) {
        if (!(sum.op() instanceof Add) || sum.inputs().size() != 2) {
            return Optional.empty();
        }
        Node left = sum.inputs().getFirst();
        Node right = sum.inputs().getLast();
        return waits(network, left, right)
                ? Optional.of(left)
                : waits(network, right, left) ? Optional.of(right) : Optional.empty();
    }

    private static boolean waits(Network network, Node conv, Node other) {
        return conv.op() instanceof Conv2d
                && !addsToItsResult(other)
                && conv.shape().equals(other.shape())
                && network.consumers(conv).size() == 1
                && !network.outputs().contains(conv);
    }

    private static boolean addsToItsResult(Node node) {
        return node.op() instanceof Conv2d
                || node.op() instanceof Linear
                || node.op() instanceof Activation
                || node.op() instanceof Add
                || node.op() instanceof Multiply;
    }
}
