package kinglet.kernels;

import java.util.List;

/**
 * Kernels in plain Java: right for every arrangement of a view, readable, and what every other kernel is tested against. Their
 * inner loops are written so that C2 vectorises them by itself.
 */
public final class PlainKernels implements Kernels {

    /** Outputs of a group that make rows long enough. */
    private static final int ENOUGH = 192;

    /** Rows that a loop per pixel does as fast. */
    private static final int SHORT = 24;

    /** Pixels that share too few rows of weights for rows of some length to pay. */
    private static final int FEW = 4;

    /** They hold no state. */
    public PlainKernels() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public TrainingKernels training() {
        return new PlainTrainingKernels();
    }

    @Override
    public Step convolution(Convolution convolution) {
        return placed(convolution);
    }

    /** The same, from any kind of view to any other. */
    static PlacedWeights placed(Convolution convolution) {
        if (PlainDepthwise.handles(convolution)) {
            return PlainDepthwiseRows.prepare(convolution).orElseGet(() -> PlainDepthwise.prepare(convolution));
        }
        return switch (rows(convolution)) {
            case NONE -> PlainConvolution.prepare(convolution);
            case PIXELS -> PlainPixelProduct.prepare(convolution);
            case OUTPUTS -> PlainOutputProduct.prepare(convolution);
        };
    }

    @Override
    public String algorithm(Convolution convolution) {
        if (PlainDepthwise.handles(convolution)) {
            return "plain depthwise";
        }
        return switch (rows(convolution)) {
            case NONE -> "plain convolution";
            case PIXELS -> "plain product along pixels";
            case OUTPUTS -> "plain product along outputs";
        };
    }

    /** What the rows of a product run along. */
    private enum Rows {
        NONE,
        PIXELS,
        OUTPUTS
    }

    /** The longer the rows the better; pixels must first be gathered, and must later be scattered. */
    private static Rows rows(Convolution c) {
        int outputs = c.output().channelCount() / c.groups();
        int pixels = c.output().height() * c.output().width();
        if (Math.max(pixels, outputs) < (pixels < FEW ? ENOUGH : SHORT)) {
            return Rows.NONE;
        }
        boolean alongOutputs = outputs >= ENOUGH || outputs >= pixels || !PlainPixelProduct.handles(c);
        return alongOutputs ? Rows.OUTPUTS : Rows.PIXELS;
    }

    @Override
    public Step pool(Pooling pooling) {
        return PlainRowPool.prepare(pooling).orElseGet(() -> PlainPool.prepare(pooling));
    }

    @Override
    public Step globalPool(View input, View output, boolean max) {
        return PlainRowGlobalPool.prepare(input, output, max)
                .orElseGet(() -> PlainRegionPool.prepare(input, output, max));
    }

    @Override
    public Step adaptiveAveragePool(View input, View output) {
        return PlainRowGlobalPool.prepare(input, output, false)
                .orElseGet(() -> PlainRegionPool.prepare(input, output, false));
    }

    @Override
    public Step pointwise(View input, View output, List<Post> posts) {
        return PlainRowUnary.copy(input, output, posts).orElseGet(() -> PlainUnary.copy(input, output, posts));
    }

    @Override
    public Step affine(View input, View output, float[] scale, float[] shift, List<Post> posts) {
        return PlainRowUnary.affine(input, output, scale, shift, posts)
                .orElseGet(() -> PlainUnary.affine(input, output, scale, shift, posts));
    }

    @Override
    public Step add(View left, View right, View output, List<Post> posts) {
        return PlainRowBinary.prepare(left, right, output, false, posts)
                .orElseGet(() -> PlainBinary.prepare(left, right, output, false, posts));
    }

    @Override
    public Step multiply(View left, View right, View output, List<Post> posts) {
        return PlainRowBinary.prepare(left, right, output, true, posts)
                .orElseGet(() -> PlainBinary.prepare(left, right, output, true, posts));
    }

    @Override
    public Step softmax(View input, View output) {
        return PlainSoftmax.prepare(input, output);
    }

    @Override
    public Step localResponseNorm(View input, View output, int size, float alpha, float beta, float k) {
        return PlainResponseNorm.prepare(input, output, size, alpha, beta, k);
    }

    @Override
    public Step copy(View input, View output) {
        return pointwise(input, output, List.of());
    }

    @Override
    public Step resizeNearest(View input, View output) {
        return PlainResize.prepare(input, output, false);
    }

    @Override
    public Step resizeBilinear(View input, View output) {
        return PlainResize.prepare(input, output, true);
    }
}
