package kinglet.graph;

import java.util.List;

/** All values as one vector, channel by channel, row by row. */
public record Flatten() implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return Shape.vector(inputs.getFirst().size());
    }

    @Override
    public String label() {
        return "flatten";
    }
}
