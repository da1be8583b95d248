package kinglet.graph;

import java.util.List;

/** Where the images come in. */
public record Input(Shape shape) implements Op {

    @Override
    public Arity arity() {
        return Arity.NONE;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return shape;
    }

    @Override
    public String label() {
        return "input " + shape;
    }
}
