package kinglet.graph;

import java.util.List;

/** The product of its inputs, value by value; a dimension of 1 is repeated, as in a squeeze-and-excitation gate. */
public record Multiply() implements Op {

    @Override
    public Arity arity() {
        return Arity.MANY;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return Broadcast.join(inputs);
    }

    @Override
    public String label() {
        return "multiply";
    }
}
