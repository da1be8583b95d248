package kinglet.train;

import java.util.List;
import java.util.Optional;
import kinglet.graph.Activation;
import kinglet.graph.Input;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/**
 * What training does at once: a head, whose result is kept for the way back, and the batch norm and the activation that follow it value by
 * value. These are not kept: whoever reads the unit computes them while loading, which takes less time than memory would.
 */
final class Unit {
    private final Node head;
    private final List<List<Wire>> inputs;
    private final Shape shape;
    private Node last;
    private Optional<Node> norm = Optional.empty();
    private Optional<Activation> activation = Optional.empty();

    Unit(Node head, List<List<Wire>> inputs, Shape shape) {
        this.head = head;
        this.last = head;
        this.inputs = inputs;
        this.shape = shape;
    }

    Node head() {
        return head;
    }

    /** The channels that each operand of the head reads. */
    List<List<Wire>> inputs() {
        return inputs;
    }

    /** Of the result; a flattened one keeps its rows and columns. */
    Shape shape() {
        return shape;
    }

    Optional<Node> norm() {
        return norm;
    }

    Optional<Activation> activation() {
        return activation;
    }

    /** The node whose result the unit gives. */
    Node last() {
        return last;
    }

    boolean isInput() {
        return head.op() instanceof Input;
    }

    /** The norm that follows, if nothing else reads what it normalises. */
    boolean joinNorm(Node node) {
        boolean joins = !isInput() && last == node.input() && norm.isEmpty() && activation.isEmpty();
        if (joins) {
            norm(node);
        }
        return joins;
    }

    void norm(Node node) {
        norm = Optional.of(node);
        last = node;
    }

    boolean joinActivation(Node node, Activation function) {
        boolean joins = !isInput() && last == node.input() && activation.isEmpty();
        if (joins) {
            activation(node, function);
        }
        return joins;
    }

    void activation(Node node, Activation function) {
        activation = Optional.of(function);
        last = node;
    }

    @Override
    public String toString() {
        return head.name() + " " + shape;
    }
}
