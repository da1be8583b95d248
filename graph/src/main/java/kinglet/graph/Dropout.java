package kinglet.graph;

import java.util.List;

/** Zeroes values at random while training; does nothing afterwards. */
public record Dropout(double rate) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String label() {
        return "dropout " + rate;
    }
}
