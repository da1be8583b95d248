package kinglet.graph;

import java.util.List;

/** The same values in the same order (channel by channel, row by row) under another shape. */
public record Reshape(Shape shape) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        if (inputs.getFirst().size() != shape.size()) {
            throw new InvalidNetworkException("cannot see %s (%d values) as %s (%d values)"
                    .formatted(inputs.getFirst(), inputs.getFirst().size(), shape, shape.size()));
        }
        return shape;
    }

    @Override
    public String label() {
        return "reshape to " + shape;
    }
}
