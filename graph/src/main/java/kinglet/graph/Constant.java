package kinglet.graph;

import java.util.List;

/** A tensor of the checkpoint used as an activation, the same for every image (parameter {@code value}, {@code [c, h, w]}). */
public record Constant(Shape shape) implements Op {

    @Override
    public Arity arity() {
        return Arity.NONE;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return shape;
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return List.of(Parameter.buffer("value", shape.channels(), shape.height(), shape.width()));
    }

    @Override
    public String label() {
        return "constant " + shape;
    }
}
