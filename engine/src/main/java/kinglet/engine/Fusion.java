package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.kernels.Post;

/** Finds the element-wise ops that can be done by the step that makes their input, before it is written. */
final class Fusion {
    private final Network network;

    Fusion(Network network) {
        this.network = network;
    }

    /** What is done to a result before it is written. */
    sealed interface After {}

    record Activated(Activation activation) implements After {}

    record Added(Node residual) implements After {}

    /**
     * A step's work.
     *
     * @param nodes the node that makes the result, and those that change it, in order
     * @param posts what those that change it do
     * @param residuals the other operands of sums
     */
    record Group(List<Node> nodes, List<After> posts, List<Node> residuals) {
        /** A node by itself. */
        static Group of(Node node) {
            return new Group(List.of(node), List.of(), List.of());
        }

        Node last() {
            return nodes.getLast();
        }
    }

    /** The group that begins with a node; a sum joins it only if its other operand is there already. */
    Group group(Node head, Predicate<Node> isThere) {
        List<Node> nodes = new ArrayList<>(List.of(head));
        List<After> posts = new ArrayList<>();
        List<Node> residuals = new ArrayList<>();
        while (network.consumers(nodes.getLast()).size() == 1
                && !network.outputs().contains(nodes.getLast())) {
            Node last = nodes.getLast();
            Node reader = network.consumers(last).getFirst();
            if (reader.op() instanceof Activation activation) {
                posts.add(new Activated(activation));
            } else if (reader.op() instanceof Add && joins(last, reader, isThere)) {
                Node residual = reader.inputs().getFirst() == last
                        ? reader.inputs().getLast()
                        : reader.inputs().getFirst();
                posts.add(new Added(residual));
                residuals.add(residual);
            } else {
                break;
            }
            nodes.add(reader);
        }
        return new Group(List.copyOf(nodes), List.copyOf(posts), List.copyOf(residuals));
    }

    private static boolean joins(Node last, Node sum, Predicate<Node> isThere) {
        return sum.inputs().size() == 2
                && sum.inputs().stream().allMatch(n -> n.shape().equals(sum.shape()))
                && sum.inputs().stream().allMatch(n -> n == last || isThere.test(n));
    }

    static Post post(Activation activation) {
        return switch (activation.function()) {
            case RELU -> new Post.Clamp(0, Float.POSITIVE_INFINITY);
            case RELU6 -> new Post.Clamp(0, 6);
            case CLIP -> new Post.Clamp((float) activation.alpha(), (float) activation.beta());
            case LEAKY_RELU -> new Post.Leaky((float) activation.alpha());
            case SIGMOID -> new Post.Sigmoid();
            case HARD_SIGMOID -> new Post.HardSigmoid((float) activation.alpha(), (float) activation.beta());
            case SWISH -> new Post.Swish();
            case HARD_SWISH -> new Post.HardSwish();
            case TANH -> new Post.Tanh();
        };
    }
}
