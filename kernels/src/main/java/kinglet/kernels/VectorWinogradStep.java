package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

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

    static boolean handles(Convolution c) {
        return VectorPlaces.of(c.output()).isPresent() && WinogradTile.of(c).isPresent();
    }

    static VectorWinogradStep prepare(Convolution c) {
        int taps = c.kernelHeight() * c.kernelWidth();
        return prepare(c, c.input().channelCount() * taps, taps, 0, 1, true);
    }

    /** A transposed convolution, weighed with the weights of the one that was transposed. */
    static VectorWinogradStep prepareTransposed(Convolution c) {
        int taps = c.kernelHeight() * c.kernelWidth();
        return prepare(c, taps, c.output().channelCount() * taps, taps - 1, -1, false);
    }

    private static VectorWinogradStep prepare(
            Convolution c, int output, int input, int tap, int tapStep, boolean biased) {
        Optional<VectorPlaces> places = VectorPlaces.of(c.output());
        WinogradTile tile = WinogradTile.of(c).orElseThrow();
        VectorWinograd step = VectorWinograd.prepare(tile, c, places.orElseThrow(), true);
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
        return new VectorWinogradStep(step, order, filters, tile.side(), coefficients, output, input, tap, tapStep, biased);
    }

    @Override
    public void weigh(float[] weights, float[] bias) {
        int[][] channels = step.places().channels();
        for (int u = 0; u < channels.length && biased; u++) {
            for (int lane = 0; lane < WIDTH; lane++) {
                step.bias()[u * WIDTH + lane] = channels[u][lane] == VectorPlaces.DEAD ? 0f : bias[channels[u][lane]];
            }
        }
        for (int t = 0; t < filters.length; t++) {
            int vectors = step.products()[t][0].vectors();
            for (int v = 0; v < vectors; v++) {
                int[] outputs = channels[step.firsts()[t] + v];
                for (int k = 0; k < order.length; k++) {
                    transform(weights, order[k], outputs, filters[t], ((k + 1) * vectors + v) * WIDTH);
                }
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
                combine(coefficients, i * taps, taps, near, j * WIDTH, taps * WIDTH, near, place);
            }
        }
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                combine(coefficients, j * taps, taps, near, between + i * taps * WIDTH, WIDTH, to[i * side + j], at);
            }
        }
    }

    private static void combine(
            float[] factors, int first, int count, float[] from, int at, int step, float[] to, int place) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i++) {
            FloatVector x = FloatVector.fromArray(SPECIES, from, at + i * step);
            sum = x.fma(FloatVector.broadcast(SPECIES, factors[first + i]), sum);
        }
        sum.intoArray(to, place);
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
