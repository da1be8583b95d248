package kinglet.graph;

import java.util.List;

/**
 * A convolution in all its forms. With one group it is dense; with {@code groups} each group of outputs sees only its own
 * group of inputs (AlexNet 2012, section 3.5); with as many groups as channels it is depthwise; with a 1x1 kernel it is
 * pointwise. Weights are {@code [out, in / groups, kernelHeight, kernelWidth]}, the optional bias {@code [out]}.
 */
public record Conv2d(int outChannels, Window window, int groups, boolean bias) implements Op {

    public Conv2d {
        if (outChannels < 1 || groups < 1) {
            throw new InvalidNetworkException(
                    "a convolution needs at least one output channel and one group, but has %d and %d"
                            .formatted(outChannels, groups));
        }
        if (outChannels % groups != 0) {
            throw new InvalidNetworkException(("%d output channels cannot be split into %d equal groups; "
                            + "make the output channels a multiple of the groups")
                    .formatted(outChannels, groups));
        }
    }

    /** A dense convolution, stride 1, padded by half the kernel, without bias. */
    public static Conv2d of(int outChannels, int kernel) {
        return new Conv2d(outChannels, Window.of(kernel), 1, false);
    }

    /** A 1x1 convolution without bias. */
    public static Conv2d pointwise(int outChannels) {
        return of(outChannels, 1);
    }

    /** One filter a channel, stride 1, padded by half the kernel, without bias. */
    public static Conv2d depthwise(int channels, int kernel) {
        return of(channels, kernel).groups(channels);
    }

    public Conv2d stride(int stride) {
        return window(window.stride(stride));
    }

    public Conv2d padding(int pixels) {
        return window(window.padding(pixels));
    }

    public Conv2d padding(Padding rule) {
        return window(window.padding(rule));
    }

    public Conv2d window(Window other) {
        return new Conv2d(outChannels, other, groups, bias);
    }

    public Conv2d groups(int count) {
        return new Conv2d(outChannels, window, count, bias);
    }

    public Conv2d withBias() {
        return new Conv2d(outChannels, window, groups, true);
    }

    /** Whether each input channel has filters of its own. */
    public boolean isDepthwise(Shape input) {
        return groups > 1 && groups == input.channels();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        if (input.channels() % groups != 0) {
            throw new InvalidNetworkException(("the input's %d channels cannot be split into %d equal groups; "
                            + "make the channels a multiple of the groups")
                    .formatted(input.channels(), groups));
        }
        return window.slide(input, outChannels, false);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        Parameter weight = Parameter.trainable(
                "weight",
                outChannels,
                inputs.getFirst().channels() / groups,
                window.kernelHeight(),
                window.kernelWidth());
        return bias ? List.of(weight, Parameter.trainable("bias", outChannels)) : List.of(weight);
    }

    @Override
    public String label() {
        return "conv " + window + (groups == 1 ? "" : ", groups " + groups);
    }
}
