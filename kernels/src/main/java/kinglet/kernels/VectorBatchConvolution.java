package kinglet.kernels;

import java.util.Optional;

/**
 * A dense convolution of a batch as products of weights by vectors of images. Each pixel's sum goes over just those taps that read pixels: no zeros are
 * multiplied, whatever stride, dilation and padding are.
 *
 * @param forward the output's values
 * @param backward the gradients of the input
 * @param rows these of a single pixel
 * @param weights the gradients of the weights
 */
record VectorBatchConvolution(
        VectorBatchProduct forward,
        VectorBatchProduct backward,
        Optional<VectorBatchRows> rows,
        VectorBatchGradient weights)
        implements BatchConvolution {

    private static final float[] NONE = {};

    /** Half a megabyte of weights; fewer take little time beside the pixels. Those of a pointwise convolution of more than one pixel are packed as fast as they are read. */
    private static final int MANY = 1 << 17;

    /** Values of a batch, on either side, that stay in a second-level cache of 2 MB. */
    private static final int ROOM = 1 << 19;

    /** Pixels of an image beyond which it fills the kernels by itself, and Winograd's algorithm saves more. */
    private static final int FEW_PIXELS = 16;

    /** Vectors of images that fill the registers well enough; a single pixel fills no other kernel either. */
    private static final int VECTORS = 2;

    /**
     * Empty where the convolution is faster image by image.
     *
     * @param c whose views are those of the first image; each other's pixels lie a block's lanes behind those of the one before
     * @param from where the input lies across images, and then the output's gradient
     */
    static Optional<BatchConvolution> prepare(Convolution c, int images, int from) {
        if (!handles(c, images)) {
            return Optional.empty();
        }
        Optional<VectorPlaces> inputs = VectorPlaces.of(OutputPixels.dense(c.input()), View.LANES);
        Optional<VectorPlaces> outputs = VectorPlaces.of(OutputPixels.dense(c.output()), View.LANES);
        if (inputs.isEmpty() || outputs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(c, BatchPixels.of(c, images), inputs.get(), outputs.get(), from));
    }

    private static boolean handles(Convolution c, int images) {
        int lanes = BatchPixels.lanes(images);
        int inputs = c.input().height() * c.input().width();
        return VectorLanes.MANY_REGISTERS
                && c.groups() == 1
                && (inputs == 1 || c.kernelHeight() * c.kernelWidth() > 1 && lanes >= VECTORS * VectorLanes.WIDTH)
                && PlacedStep.weights(c) >= MANY
                && c.output().height() * c.output().width() <= FEW_PIXELS
                && values(c.input(), lanes) <= ROOM
                && values(c.output(), lanes) <= ROOM;
    }

    private static long values(View view, int lanes) {
        return (long) view.channelCount() * view.height() * view.width() * lanes;
    }

    static VectorBatchConvolution of(
            Convolution c, BatchPixels pixels, VectorPlaces inputs, VectorPlaces outputs, int from) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int filter = c.input().channelCount() * taps;
        int[][] in = inputs.channels();
        int[][] out = outputs.channels();
        return new VectorBatchConvolution(
                VectorBatchProduct.of(pixels, from, in, taps, out, filter),
                VectorBatchProduct.of(pixels.turned(), from, out, filter, in, taps),
                VectorBatchRows.of(c, pixels, in, outputs),
                VectorBatchGradient.of(
                        c,
                        pixels,
                        VectorPlaces.of(OutputPixels.dense(c.input())).orElseThrow(),
                        outputs));
    }

    @Override
    public int inputSize() {
        return backward.blocks().length
                * View.LANES
                * forward.pixels().inputs()
                * forward.pixels().lanes();
    }

    @Override
    public int outputSize() {
        return forward.blocks().length
                * View.LANES
                * forward.pixels().outputs()
                * forward.pixels().lanes();
    }

    @Override
    public void turnInput(float[] image, int from, float[] arena, int block) {
        forward.turn(image, from, arena, block);
    }

    @Override
    public void turnGradient(float[] image, int from, float[] arena, int block) {
        if (rows.isEmpty()) {
            backward.turn(image, from, arena, block);
        }
    }

    @Override
    public void output(float[] weights, float[] bias, float[] arena, int block, float[] image, int to) {
        forward.run(weights, bias, arena, block, image, to);
    }

    @Override
    public int inputsTogether() {
        return rows.isPresent() ? VectorBatchRows.TOGETHER : 1;
    }

    @Override
    public void inputGradient(float[] weights, float[] arena, int block, float[] image, int to, int step) {
        if (rows.isPresent()) {
            rows.get().run(weights, arena, block, image, to, step);
        } else {
            backward.run(weights, NONE, arena, block, image, to);
        }
    }

    @Override
    public void weightGradient(float[] arena, int block, float[] gradient) {
        weights.run(arena, block, gradient);
    }
}
