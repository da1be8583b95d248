package kinglet.graph;

import java.util.List;

/** Probabilities over the channels, at each pixel. */
public record Softmax() implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String label() {
        return "softmax";
    }
}
