package kinglet.graph;

import java.util.List;

/** Drops the whole branch of an image at random while training (EfficientNet's drop connect); does nothing afterwards. */
public record StochasticDepth(double rate) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String label() {
        return "stochastic depth " + rate;
    }
}
