package kinglet.kernels;

import java.util.List;
import kinglet.kernels.View.Border;

/** The gradient of a convolution's input, as a convolution of stride 1 over the spread gradient of its output. */
final class TransposedConvolution {

    private TransposedConvolution() {}

    /** With the numbers ({@link PlacedStep}) of the weights of {@code c}. */
    static Convolution numbered(Convolution c, WeightStore store) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int inputs = c.input().channelCount() / c.groups();
        int outputs = c.output().channelCount() / c.groups();
        float[] weights = store.array(PlacedStep.weights(c));
        for (int i = 0; i < weights.length; i++) {
            int input = i / taps / outputs;
            int output = input / inputs * outputs + i / taps % outputs;
            weights[i] = PlacedStep.number((output * inputs + input % inputs) * taps + taps - 1 - i % taps);
        }
        return PlacedStep.weighted(of(c), weights, new float[c.input().channelCount()]);
    }

    /** Without weights. */
    static Convolution of(Convolution c) {
        return new Convolution(
                spread(c),
                c.input(),
                c.kernelHeight(),
                c.kernelWidth(),
                1,
                1,
                c.dilationHeight(),
                c.dilationWidth(),
                (c.kernelHeight() - 1) * c.dilationHeight() - c.padTop(),
                (c.kernelWidth() - 1) * c.dilationWidth() - c.padLeft(),
                c.groups(),
                new float[0],
                new float[c.input().channelCount()],
                List.of());
    }

    /** The output's gradient with the zeros between its pixels as pixels of their own. */
    private static View spread(Convolution c) {
        View output = c.output();
        return new View(
                (output.height() - 1) * c.strideHeight() + 1,
                (output.width() - 1) * c.strideWidth() + 1,
                output.rowStride() / c.strideHeight(),
                output.pixelStride() / c.strideWidth(),
                output.blocks(),
                output.channels(),
                Border.NONE);
    }
}
