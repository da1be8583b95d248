package kinglet.graph;

import java.util.List;

/**
 * One step of a network: an op, what it reads, and the shape it gives. Two nodes are equal only if they are the same object;
 * within a network a name belongs to one node.
 */
public final class Node {
    private final String name;
    private final Op op;
    private final List<Node> inputs;
    private final Shape shape;

    Node(String name, Op op, List<Node> inputs) {
        this.name = name;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        try {
            if (!op.arity().admits(inputs.size())) {
                throw new InvalidNetworkException("takes %s input, but was given %d"
                        .formatted(
                                op.arity() == Op.Arity.MANY
                                        ? "at least one"
                                        : op.arity() == Op.Arity.ONE ? "one" : "no",
                                inputs.size()));
            }
            this.shape = op.output(inputShapes());
        } catch (InvalidNetworkException e) {
            throw e.at(name, op);
        }
    }

    /** Its name; its parameters are called {@code name.weight} and so on. */
    public String name() {
        return name;
    }

    public Op op() {
        return op;
    }

    public List<Node> inputs() {
        return inputs;
    }

    /** The only or first input. */
    public Node input() {
        return inputs.getFirst();
    }

    /** The shape of the result. */
    public Shape shape() {
        return shape;
    }

    public List<Shape> inputShapes() {
        return inputs.stream().map(Node::shape).toList();
    }

    /** Its parameters under the names they have in a checkpoint. */
    public List<Parameter> parameters() {
        return op.parameters(inputShapes()).stream().map(p -> p.of(name)).toList();
    }

    @Override
    public String toString() {
        return "%s: %s -> %s".formatted(name, op.label(), shape);
    }
}
