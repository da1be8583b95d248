package kinglet.formats;

import java.util.Optional;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Multiply;
import kinglet.graph.Node;

/**
 * Activation functions that files spell out: swish as {@code x sigmoid(x)}, hard sigmoid as {@code clip(x + 3, 0, 6) / 6}, hard
 * swish as {@code x} times that. What they are made of falls away when nothing else reads it.
 */
final class OnnxPatterns {

    private OnnxPatterns() {}

    /** A function that equals a product, and what it is a function of. */
    record Match(Activation op, Node input) {}

    /** What the product of two nodes amounts to. */
    static Optional<Match> product(OnnxBuilder builder, Node a, Node b) {
        return gate(a, b).or(() -> gate(b, a)).or(() -> sixth(builder, a, b)).or(() -> sixth(builder, b, a));
    }

    private static Optional<Match> gate(Node x, Node gate) {
        if (gate.inputs().size() != 1 || gate.input() != x) {
            return Optional.empty();
        }
        if (gate.op().equals(Activation.SIGMOID)) {
            return Optional.of(new Match(Activation.SWISH, x));
        }
        return gate.op().equals(Activation.HARD_SIGMOID)
                ? Optional.of(new Match(Activation.HARD_SWISH, x))
                : Optional.empty();
    }

    /** Something by the constant one sixth. */
    private static Optional<Match> sixth(OnnxBuilder builder, Node product, Node constant) {
        if (!OnnxArithmetic.isNear(builder.scalar(constant), 1 / 6.0)) {
            return Optional.empty();
        }
        Optional<Node> x = clippedAboveThree(builder, product);
        if (x.isPresent()) {
            return Optional.of(new Match(Activation.HARD_SIGMOID, x.get()));
        }
        if (product.op() instanceof Multiply && product.inputs().size() == 2) {
            Node a = product.inputs().get(0);
            Node b = product.inputs().get(1);
            if (clippedAboveThree(builder, b).filter(in -> in == a).isPresent()) {
                return Optional.of(new Match(Activation.HARD_SWISH, a));
            }
            if (clippedAboveThree(builder, a).filter(in -> in == b).isPresent()) {
                return Optional.of(new Match(Activation.HARD_SWISH, b));
            }
        }
        return Optional.empty();
    }

    /** The x of {@code clip(x + 3, 0, 6)}. */
    private static Optional<Node> clippedAboveThree(OnnxBuilder builder, Node node) {
        if (!node.op().equals(Activation.RELU6) || !(node.input().op() instanceof Add)) {
            return Optional.empty();
        }
        Node sum = node.input();
        if (sum.inputs().size() != 2) {
            return Optional.empty();
        }
        Node a = sum.inputs().get(0);
        Node b = sum.inputs().get(1);
        if (OnnxArithmetic.isNear(builder.scalar(b), 3)) {
            return Optional.of(a);
        }
        return OnnxArithmetic.isNear(builder.scalar(a), 3) ? Optional.of(b) : Optional.empty();
    }
}
