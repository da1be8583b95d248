package kinglet.kernels;

import java.util.Optional;

/**
 * The arithmetic that training needs besides {@link Kernels}. Values that outlive a step are stored without borders, image by image and block by
 * block: {@code [block][row][column][16]}, each block's pixels side by side. They are loaded into an arena, where views lie, and stored from it.
 * Per-channel arrays have an element a lane; {@code lane} is the first of a block's 16. The lanes behind the last channel hold zeros in storage,
 * and per-channel arrays are zero there.
 */
public interface TrainingKernels {

    String name();

    /**
     * A convolution, as {@link Kernels#convolution}.
     *
     * @param store where it may keep its weights
     */
    WeighedStep convolution(Convolution convolution, WeightStore store);

    /**
     * The gradient of a convolution's input from that of its output: reads at {@code convolution.output()}, writes at {@code convolution.input()}, whose
     * every pixel it sets. The output's gradient lies spread out: {@code output} has strides of as many pixels as the convolution, zeros lie
     * between, and {@link #spread} zeros around them.
     */
    WeighedStep inputGradient(Convolution convolution, WeightStore store);

    /** Zeros that {@link #inputGradient} reads around the spread gradient of the output: their numbers above, left, below and right, in pixels of the input. */
    static View.Border spread(Convolution c) {
        int spanHeight = (c.kernelHeight() - 1) * c.dilationHeight();
        int spanWidth = (c.kernelWidth() - 1) * c.dilationWidth();
        int spreadHeight = (c.output().height() - 1) * c.strideHeight() + 1;
        int spreadWidth = (c.output().width() - 1) * c.strideWidth() + 1;
        return new View.Border(
                Math.max(0, spanHeight - c.padTop()),
                Math.max(0, spanWidth - c.padLeft()),
                Math.max(0, c.input().height() + c.padTop() - spreadHeight),
                Math.max(0, c.input().width() + c.padLeft() - spreadWidth));
    }

    /** The gradient of a convolution's weights: the input lies at {@code convolution.input()}, the output's gradient, spread or not, at its output. */
    WeightGradient weightGradient(Convolution convolution);

    /**
     * The same three for a whole batch at once; empty where images are done as fast one by one.
     *
     * @param convolution whose views are those of the first image, without posts; each other image's pixels lie 16 floats behind those of the one before
     * @param from where in the arena the input lies across images, or on the way back the gradient of the output
     */
    Optional<BatchConvolution> batchConvolution(Convolution convolution, int images, int from);

    /** Gradient of a pool's input, whose every pixel it sets. A maximum's goes to the first pixel of the window that has it. */
    Step poolGradient(Pooling pooling, View outputGradient, View inputGradient);

    /** Gradient of a global pool's input. */
    Step globalPoolGradient(View input, View output, boolean max, View outputGradient, View inputGradient);

    /** Gradient of an adaptive average pool's input. */
    Step adaptiveAveragePoolGradient(View outputGradient, View inputGradient);

    /** For each channel the sum of the products over all pixels; the output is 1 x 1. */
    Step sumOfProducts(View left, View right, View output);

    /** {@code to = activation(scale * stored + shift)}; writes the pixels alone. */
    void load(float[] stored, int at, float[] scale, float[] shift, int lane, Post activation, float[] arena, Plane to);

    /** {@code to += activation(scale * stored + shift)} */
    void loadMore(
            float[] stored, int at, float[] scale, float[] shift, int lane, Post activation, float[] arena, Plane to);

    /** {@code stored = from * mask}, where {@code mask} is one in the lanes that are meant and zero in the others. */
    void store(float[] arena, Plane from, float[] mask, int lane, float[] stored, int at);

    /** {@code stored += from * mask} */
    void storeMore(float[] arena, Plane from, float[] mask, int lane, float[] stored, int at);

    /**
     * For each lane the mean of a block's pixels and the sum of the squares of their distances from it, to nearly the precision of doubles: whatever
     * the mean is, the sum of squares is not lost in it.
     */
    void moments(float[] stored, int at, int pixels, int lane, double[] means, double[] squares);

    /**
     * With {@code dy = gradient * activation'(scale * stored + shift)}: adds, for each lane, the sum of dy to {@code sums} and that of
     * {@code dy * (stored - mean)} to {@code products}.
     */
    void gradientSums(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            int pixels,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            double[] sums,
            double[] products);

    /** {@code to = factor * dy + slope * (stored - mean) + offset} with the same dy; writes the pixels alone. */
    void gradient(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            float[] factor,
            float[] slope,
            float[] offset,
            float[] arena,
            Plane to);
}
