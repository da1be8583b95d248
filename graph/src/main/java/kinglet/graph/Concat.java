package kinglet.graph;

import java.util.List;

/** The channels of its inputs, one after the other. */
public record Concat() implements Op {

    @Override
    public Arity arity() {
        return Arity.MANY;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape first = inputs.getFirst();
        int channels = 0;
        for (Shape input : inputs) {
            if (input.height() != first.height() || input.width() != first.width()) {
                throw new InvalidNetworkException(
                        "cannot concatenate %s and %s: the rows and columns must be equal".formatted(first, input));
            }
            channels = Math.addExact(channels, input.channels());
        }
        return first.withChannels(channels);
    }

    @Override
    public String label() {
        return "concat";
    }
}
