package kinglet.graph;

import java.util.List;

/**
 * Interleaves groups of channels (ShuffleNet, Zhang et al. 2018, section 3.1): view the channels as {@code (groups, n)},
 * transpose, flatten, so that {@code out[j groups + i] = in[i n + j]}. The inverse is a shuffle by {@code channels / groups}.
 */
public record ChannelShuffle(int groups) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        int channels = inputs.getFirst().channels();
        if (groups < 1 || channels % groups != 0) {
            throw new InvalidNetworkException(
                    "cannot shuffle %d channels in %d groups; the groups must divide the channels"
                            .formatted(channels, groups));
        }
        return inputs.getFirst();
    }

    /** The input channel that comes out at {@code channel}. */
    public int source(int channel, int channels) {
        return channel % groups * (channels / groups) + channel / groups;
    }

    @Override
    public String label() {
        return "channel shuffle, groups " + groups;
    }
}
