package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import kinglet.kernels.View.Border;

/**
 * The gradient of the weights of a dense 3x3 convolution of stride 1 through Winograd's F(4x4, 3x3) backwards (see {@link VectorWinograd}): for each
 * patch the transformed input times the gradient of the 36 products, a quarter of the multiplications. The sums are those of
 * the transformed filters, and are brought back to filters when they are collected.
 *
 * @param inputs the vectors of the input
 * @param places those of the output's gradient
 * @param product the sums of one of the 36 products
 * @param pixels for each of the 36 products where each patch of a band lies in the scratch, as {@link OutputPixels#places} has it
 * @param bandRows rows of patches that are transformed at a time
 * @param coefficients three rows, those of a tap, of the transform of filters backwards
 */
record VectorWinogradGradient(
        Convolution convolution,
        VectorPlaces inputs,
        VectorPlaces places,
        VectorWeightGradient product,
        int[] pixels,
        int bandRows,
        float[] coefficients)
        implements WeightGradient {

    private static final int LANES = View.LANES;
    private static final WinogradTile TILE = WinogradTile.F4X3;
    private static final int PATCH = 36;
    private static final int SIX = 6;
    private static final int TAPS = 3;
    private static final int OUTPUTS = 4;

    /** Patches of a band: each band goes through all sums. */
    private static final int MANY = 64;

    /** Sums of a thread beyond which their way to memory and back takes longer than the multiplications that are spared. */
    private static final int MOST_SUMS = 1 << 20;

    VectorWinogradGradient {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c, VectorPlaces places) {
        return WinogradTile.of(c).filter(TILE::equals).isPresent()
                && (long) PATCH * c.input().channelCount() * places.count() * WIDTH <= MOST_SUMS;
    }

    static VectorWinogradGradient prepare(Convolution c, VectorPlaces places) {
        Optional<VectorPlaces> inputs = VectorPlaces.of(c.input());
        int columns = TILE.patches(c.output().width());
        int rows = TILE.patches(c.output().height());
        int bands = Math.min(rows, Math.ceilDiv(rows * columns, MANY));
        int bandRows = Math.ceilDiv(rows, bands);
        int most = bandRows * columns;
        int step = step(inputs.orElseThrow(), most);
        int gradientStep = step(places, most);
        int[] pixels = new int[PATCH * most * 2];
        for (int i = 0; i < PATCH * most; i++) {
            pixels[2 * i] = i / most * step + i % most * LANES;
            pixels[2 * i + 1] = PATCH * step + i / most * gradientStep + i % most * LANES;
        }
        View output = transformed(places, most);
        Convolution product = new Convolution(
                transformed(inputs.orElseThrow(), most),
                output,
                1,
                1,
                1,
                1,
                1,
                1,
                0,
                0,
                1,
                new float[0],
                new float[0],
                List.of());
        double[][] transform = TILE.filterTransform();
        float[] coefficients = new float[TAPS * SIX];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) transform[i % SIX][i / SIX];
        }
        return new VectorWinogradGradient(
                c,
                inputs.orElseThrow(),
                places,
                VectorWeightGradient.prepare(product, VectorPlaces.of(output).orElseThrow()),
                pixels,
                bandRows,
                coefficients);
    }

    /** One of the 36 values of the patches of a band, as a view. */
    private static View transformed(VectorPlaces places, int most) {
        int[] blocks = new int[step(places, most) / (most * LANES)];
        Arrays.setAll(blocks, i -> i * most * LANES);
        return new View(1, most, 0, LANES, blocks, VectorWinograd.offsets(places, most), Border.NONE);
    }

    private static int step(VectorPlaces places, int most) {
        return Math.ceilDiv(places.count() * WIDTH, LANES) * most * LANES;
    }

    @Override
    public int size() {
        return PATCH * product.size();
    }

    @Override
    public void add(float[] arena, float[] sums, int at) {
        int rows = TILE.patches(convolution.output().height());
        int most = pixels.length / 2 / PATCH;
        int gradients = PATCH * step(inputs, most);
        int between = gradients + PATCH * step(places, most);
        float[] w = Scratch.own().workspace(between + 2 * PATCH * LANES);
        for (int row = 0; row < rows; row += bandRows) {
            int patches = Math.min(bandRows, rows - row) * most / bandRows;
            transformInputs(arena, row, patches, w, between, most);
            transformGradients(arena, row, patches, w, gradients, between, most);
            for (int i = 0; i < PATCH; i++) {
                int from = 2 * i * most;
                product.add(w, pixels, from, from + 2 * patches, sums, at + i * product.size());
            }
        }
    }

    private void transformInputs(float[] arena, int row, int patches, float[] w, int between, int most) {
        int columns = most / bandRows;
        int step = step(inputs, most);
        for (int u = 0; u < inputs.count(); u++) {
            int to = VectorWinograd.slot(u, most);
            for (int g = 0; g < patches; g++) {
                VectorWinograd.transform(
                        TILE,
                        convolution,
                        inputs.places()[u],
                        arena,
                        row + g / columns,
                        g % columns,
                        w,
                        between,
                        to + g * LANES,
                        step);
            }
        }
    }

    private void transformGradients(
            float[] arena, int row, int patches, float[] w, int gradients, int between, int most) {
        int columns = most / bandRows;
        int step = step(places, most);
        for (int u = 0; u < places.count(); u++) {
            int to = gradients + VectorWinograd.slot(u, most);
            for (int g = 0; g < patches; g++) {
                transformGradient(
                        arena, places.places()[u], row + g / columns, g % columns, w, between, to + g * LANES, step);
            }
        }
    }

    /** One vector of one square of the gradient; what it has beyond the last pixels is zero. */
    private void transformGradient(
            float[] arena, int vector, int row, int column, float[] w, int between, int to, int step) {
        View output = convolution.output();
        int from = vector + OUTPUTS * (row * output.rowStride() + column * LANES);
        int rows = Math.min(OUTPUTS, output.height() - OUTPUTS * row);
        int columns = Math.min(OUTPUTS, output.width() - OUTPUTS * column);
        if (rows == OUTPUTS && columns == OUTPUTS) {
            VectorWinogradTransforms.gradientRows(arena, from, output.rowStride(), w, between);
        } else {
            int square = between + PATCH * LANES;
            Arrays.fill(w, square, square + OUTPUTS * OUTPUTS * LANES, 0f);
            VectorWinogradTransforms.copy(arena, from, output.rowStride(), w, square, OUTPUTS * LANES, rows, columns);
            VectorWinogradTransforms.gradientRows(w, square, OUTPUTS * LANES, w, between);
        }
        VectorWinogradTransforms.gradientColumns(w, between, to, step);
    }

    @Override
    public void collect(float[] sums, int at, int count, float[] gradient) {
        int between = PATCH * WIDTH;
        int filters = between + TAPS * SIX * WIDTH;
        float[] near = Scratch.own().inputs(0, filters + TAPS * TAPS * WIDTH);
        int all = product.size();
        for (int s = 0; s < all; s += WIDTH) {
            for (int i = 0; i < PATCH; i++) {
                sum(sums, at + i * all + s, count, size(), near, i * WIDTH);
            }
            for (int tap = 0; tap < TAPS; tap++) {
                for (int j = 0; j < SIX; j++) {
                    int to = between + (tap * SIX + j) * WIDTH;
                    VectorWinogradTransforms.combine(
                            coefficients, tap * SIX, SIX, near, j * WIDTH, SIX * WIDTH, near, to);
                }
            }
            for (int tap = 0; tap < TAPS * TAPS; tap++) {
                int from = between + tap / TAPS * SIX * WIDTH;
                VectorWinogradTransforms.combine(
                        coefficients, tap % TAPS * SIX, SIX, near, from, WIDTH, near, filters + tap * WIDTH);
            }
            scatter(near, filters, product.weights(), s, gradient);
        }
    }

    /** Through the array, since C2 boxes a vector that goes through a loop which is mostly left out. */
    private static void sum(float[] sums, int from, int count, int step, float[] to, int at) {
        System.arraycopy(sums, from, to, at, WIDTH);
        for (int k = 1; k < count; k++) {
            FloatVector sum = FloatVector.fromArray(SPECIES, to, at);
            sum.add(FloatVector.fromArray(SPECIES, sums, from + k * step)).intoArray(to, at);
        }
    }

    private static void scatter(float[] filters, int from, WeightSums weights, int first, float[] gradient) {
        for (int lane = 0; lane < WIDTH; lane++) {
            int target = weights.target(first + lane);
            for (int tap = 0; tap < TAPS * TAPS && target != Numbers.NOTHING; tap++) {
                gradient[target * TAPS * TAPS + tap] = filters[from + tap * WIDTH + lane];
            }
        }
    }
}
