package kinglet.graph;

import java.util.List;

/**
 * CondenseNet's learned group convolution in its training form (Huang et al. 2018, section 3.1): a dense 1x1 convolution
 * whose weights are multiplied by a mask. Output {@code o} belongs to group {@code o mod groups}; training prunes the mask
 * until every group keeps {@code 1 / condensation} of the inputs. The converted form is a {@link ChannelSelect}, a grouped
 * {@link Conv2d} and a {@link ChannelShuffle}.
 *
 * <p>Parameters: {@code weight [out, in, 1, 1]} and the buffer {@code mask} of the same shape, of zeros and ones.
 */
public record LearnedGroupConv2d(int outChannels, int groups, int condensation) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        int in = inputs.getFirst().channels();
        if (outChannels % groups != 0 || in % condensation != 0 || in % groups != 0) {
            throw new InvalidNetworkException(("%d groups must divide the %d output and %d input channels, "
                            + "and the condensation factor %d the input channels")
                    .formatted(groups, outChannels, in, condensation));
        }
        return inputs.getFirst().withChannels(outChannels);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        int in = inputs.getFirst().channels();
        return List.of(
                Parameter.trainable("weight", outChannels, in, 1, 1), Parameter.buffer("mask", outChannels, in, 1, 1));
    }

    @Override
    public String label() {
        return "learned group conv 1x1, groups %d, condensation %d".formatted(groups, condensation);
    }
}
