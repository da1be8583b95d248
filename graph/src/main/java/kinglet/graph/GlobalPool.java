package kinglet.graph;

import java.util.List;

/** One value a channel: the mean or the maximum over all pixels. */
public record GlobalPool(Pool.Kind kind) implements Op {

    public static final GlobalPool AVERAGE = new GlobalPool(Pool.Kind.AVERAGE);

    @Override
    public Shape output(List<Shape> inputs) {
        return Shape.vector(inputs.getFirst().channels());
    }

    @Override
    public String label() {
        return kind == Pool.Kind.MAX ? "global max pool" : "global average pool";
    }
}
