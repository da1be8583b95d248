package kinglet.graph;

import java.util.List;

/** The sum of its inputs, value by value; a dimension of 1 is repeated. */
public record Add() implements Op {

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
        return "add";
    }
}
