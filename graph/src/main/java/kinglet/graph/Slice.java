package kinglet.graph;

import java.util.List;

/**
 * Some of the channels: {@code from}, {@code from + step}, ... below {@code to}. ShuffleNetV2's channel split takes the first
 * or second half; its authors' form takes the even or the odd channels.
 */
public record Slice(int from, int to, int step) implements Op {

    public static Slice of(int from, int to) {
        return new Slice(from, to, 1);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        int channels = inputs.getFirst().channels();
        if (from < 0 || step < 1 || from >= to || to > channels) {
            throw new InvalidNetworkException(
                    "cannot take channels %d to %d by %d of %d".formatted(from, to, step, channels));
        }
        return inputs.getFirst().withChannels(Math.ceilDiv(to - from, step));
    }

    @Override
    public String label() {
        return "slice %d..%d%s".formatted(from, to, step == 1 ? "" : " by " + step);
    }
}
