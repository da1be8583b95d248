package kinglet.kernels;

import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@link VectorWinograd} with filters that change: they are transformed a vector of outputs at a time, in floats.
 *
 * @param order the input channels as they are packed
 * @param filters for each tile of outputs the arrays of packed weights, one a product
 * @param side inputs of a patch in a row
 * @param coefficients rows of the filters' transform, a column for each tap
 * @param output distance of the filters of two outputs in the weights
 * @param input the same for two inputs
 * @param tap place of the first tap in a filter, and {@code tapStep} the way to the next: filters may be turned around
 */
record VectorWinogradStep(
        VectorWinograd step,
        int[] order,
        float[][][] filters,
        int side,
        float[] coefficients,
        int output,
        int input,
        int tap,
        int tapStep,
        boolean biased)
        implements WeighedStep {

    /**
     * Transformed weights beyond which few pixels do not repay the transform: 512 x 512 filters take 18 ms, once for all images, and spare 0.4 ms of
     * one of 7x7.
     */
    private static final int MANY = 1 << 22;

    private static final int FEW_PIXELS = 100;

    static boolean handles(Convolution c) {
        return VectorPlaces.of(c.output()).isPresent()
                && WinogradTile.of(c).filter(tile -> isRepaid(tile, c)).isPresent();
    }

    private static boolean isRepaid(WinogradTile tile, Convolution c) {
        long weights =
                (long) tile.products() * c.input().channelCount() * c.output().channelCount();
        return weights <= MANY || c.output().height() * c.output().width() >= FEW_PIXELS;
    }

    static VectorWinogradStep prepare(Convolution c, WeightStore store) {
        int taps = c.kernelHeight() * c.kernelWidth();
        return prepare(c, c.input().channelCount() * taps, taps, 0, 1, true, store);
    }

    /** A transposed convolution, weighed with the weights of the one that was transposed. */
    static VectorWinogradStep prepareTransposed(Convolution c, WeightStore store) {
        int taps = c.kernelHeight() * c.kernelWidth();
        return prepare(c, taps, c.output().channelCount() * taps, taps - 1, -1, false, store);
    }

    private static VectorWinogradStep prepare(
            Convolution c, int output, int input, int tap, int tapStep, boolean biased, WeightStore store) {
        Optional<VectorPlaces> places = VectorPlaces.of(c.output());
        WinogradTile tile = WinogradTile.of(c).orElseThrow();
        Convolution empty =
                PlacedStep.weighted(c, new float[0], new float[c.output().channelCount()]);
        VectorWinograd step = VectorWinograd.prepare(tile, empty, places.orElseThrow(), Optional.of(store));
        float[][][] filters = Arrays.stream(step.products())
                .map(tiles -> Arrays.stream(tiles)
                        .map(weights -> weights instanceof PackedTile packed ? packed.weights() : new float[0])
                        .toArray(float[][]::new))
                .toArray(float[][][]::new);
        int taps = c.kernelHeight();
        double[][] transform = tile.filterTransform();
        float[] coefficients = new float[tile.side() * taps];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) transform[i / taps][i % taps];
        }
        int[] order = WinogradFilters.order(VectorWinograd.offsets(step.inputs(), step.most()));
        return new VectorWinogradStep(
                step, order, filters, tile.side(), coefficients, output, input, tap, tapStep, biased);
    }

    /** The tiles of outputs. */
    @Override
    public int portions() {
        return filters.length;
    }

    @Override
    public void weigh(float[] weights, float[] bias, int portion) {
        int first = step.firsts()[portion];
        int vectors = step.products()[portion][0].vectors();
        for (int v = 0; v < vectors; v++) {
            int[] outputs = step.places().channels()[first + v];
            for (int lane = 0; lane < WIDTH && biased; lane++) {
                step.bias()[(first + v) * WIDTH + lane] = outputs[lane] == VectorPlaces.DEAD ? 0f : bias[outputs[lane]];
            }
        }
        for (float[] packed : filters[portion]) {
            // biases come after the transform back; another step of the store may have had some here
            Arrays.fill(packed, 0, vectors * WIDTH, 0f);
        }
        for (int k = 0; k < order.length; k++) {
            for (int v = 0; v < vectors; v++) {
                int[] outputs = step.places().channels()[first + v];
                transform(weights, order[k], outputs, filters[portion], ((k + 1) * vectors + v) * WIDTH);
            }
        }
    }

    private void transform(float[] weights, int channel, int[] outputs, float[][] to, int at) {
        int taps = coefficients.length / side;
        int between = taps * taps * WIDTH;
        float[] near = Scratch.own().inputs(0, between + side * taps * WIDTH);
        for (int lane = 0; lane < WIDTH; lane++) {
            int first = outputs[lane] * output + channel * input + tap;
            for (int i = 0; i < taps * taps; i++) {
                near[i * WIDTH + lane] = outputs[lane] == VectorPlaces.DEAD ? 0f : weights[first + i * tapStep];
            }
        }
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < taps; j++) {
                int place = between + (i * taps + j) * WIDTH;
                VectorWinogradTransforms.combine(
                        coefficients, i * taps, taps, near, j * WIDTH, taps * WIDTH, near, place);
            }
        }
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                VectorWinogradTransforms.combine(
                        coefficients, j * taps, taps, near, between + i * taps * WIDTH, WIDTH, to[i * side + j], at);
            }
        }
    }

    @Override
    public int parts() {
        return step.parts();
    }

    @Override
    public int rowsTo(int part) {
        return step.rowsTo(part);
    }

    @Override
    public void run(float[] arena, int part) {
        step.run(arena, part);
    }
}
