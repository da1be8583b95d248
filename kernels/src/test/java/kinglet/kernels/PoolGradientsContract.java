package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kinglet.kernels.View.Border;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of pools against differences of their definitions, which are exact: all values of a channel are different whole numbers. */
abstract class PoolGradientsContract {

    private static final double TOLERANCE = 3e-6;
    private static final float STEP = 0.25f;

    abstract TrainingKernels kernels();

    static Stream<Long> seeds() {
        return LongStream.range(0, 100).boxed();
    }

    /** Views of the same channels, by turns in lanes of one order, in lanes of one other order, and anyhow. */
    private static final class Views {
        final Random random;
        final Arena arena;
        final int channels;
        final Layout usual;
        final View pattern;

        Views(long seed) {
            random = new Random(seed);
            arena = new Arena(seed);
            channels = 1 + random.nextInt(40);
            usual = seed % 3 == 0 ? Layout.SHUFFLED : Layout.BLOCKED;
            pattern = arena.view(usual, channels, 1, 1, Border.NONE);
        }

        View view(int height, int width) {
            if (random.nextInt(8) == 0) {
                return any(height, width);
            }
            View view = arena.view(usual, channels, height, width, Samples.border(random));
            int[] lanes = Arrays.stream(pattern.channels())
                    .map(place -> IntStream.range(0, pattern.blocks().length)
                            .filter(b -> place >= pattern.blocks()[b] && place < pattern.blocks()[b] + View.LANES)
                            .map(b -> view.blocks()[b] + place - pattern.blocks()[b])
                            .findFirst()
                            .orElseThrow())
                    .toArray();
            return new View(height, width, view.rowStride(), view.pixelStride(), view.blocks(), lanes, view.border());
        }

        View any(int height, int width) {
            Layout layout = Layout.values()[random.nextInt(Layout.values().length)];
            return arena.view(layout, channels, height, width, Samples.border(random));
        }

        float[][][] different(View view) {
            float[][][] values = arena.fill(view, 1);
            for (int c = 0; c < channels; c++) {
                List<Integer> order = new ArrayList<>(
                        IntStream.range(0, view.height() * view.width()).boxed().toList());
                Collections.shuffle(order, random);
                for (int i = 0; i < order.size(); i++) {
                    int y = i / view.width();
                    int x = i % view.width();
                    values[c][y][x] = order.get(i) - 30;
                    arena.floats()[view.index(c, y, x)] = values[c][y][x];
                }
            }
            return values;
        }
    }

    /** The gradient by central differences, of all channels at once. */
    private static double[][][] differences(
            Function<float[][][], double[][][]> pool, float[][][] x, float[][][] outputGradient) {
        double[][][] gradient = new double[x.length][x[0].length][x[0][0].length];
        for (int row = 0; row < x[0].length; row++) {
            for (int column = 0; column < x[0][0].length; column++) {
                move(x, row, column, STEP);
                double[][][] above = pool.apply(x);
                move(x, row, column, -2 * STEP);
                double[][][] below = pool.apply(x);
                move(x, row, column, STEP);
                int y = row;
                int z = column;
                Regions.each(
                        above,
                        (c, i, j) -> gradient[c][y][z] +=
                                outputGradient[c][i][j] * (above[c][i][j] - below[c][i][j]) / (2 * STEP));
            }
        }
        return gradient;
    }

    private static void move(float[][][] x, int row, int column, float by) {
        for (float[][] plane : x) {
            plane[row][column] += by;
        }
    }

    private static Pooling pooling(Views views, Random r, boolean max) {
        int dilation = r.nextInt(4) == 0 ? 2 : 1;
        int kernelHeight = 1 + r.nextInt(3);
        int kernelWidth = r.nextInt(3) > 0 ? kernelHeight : 1 + r.nextInt(4);
        int stride = 1 + r.nextInt(3);
        int[] pad = {r.nextInt(kernelHeight / 2 + 1), r.nextInt(kernelWidth / 2 + 1), r.nextInt(2), r.nextInt(2)};
        int height = dilation * (kernelHeight - 1) + 1 + r.nextInt(6);
        int width = dilation * (kernelWidth - 1) + 1 + r.nextInt(9);
        View input = views.view(height, width);
        int rows = poolSize(height + pad[0] + pad[2], dilation * (kernelHeight - 1) + 1, stride, pad[0] + height);
        int columns = poolSize(width + pad[1] + pad[3], dilation * (kernelWidth - 1) + 1, stride, pad[1] + width);
        return new Pooling(
                input,
                views.view(rows, columns),
                max,
                kernelHeight,
                kernelWidth,
                stride,
                stride,
                dilation,
                dilation,
                pad[0],
                pad[1],
                pad[2],
                pad[3],
                r.nextBoolean());
    }

    /** A size rounded up, whose last window begins inside the input. */
    private static int poolSize(int padded, int kernel, int stride, int end) {
        int size = (padded - kernel + stride - 1) / stride + 1;
        return (size - 1) * stride >= end ? size - 1 : size;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windows(long seed) {
        Views views = new Views(seed);
        Pooling pooling = pooling(views, views.random, seed % 2 == 0);
        View input = pooling.input();
        View outputGradient =
                views.view(pooling.output().height(), pooling.output().width());
        View inputGradient = views.view(input.height(), input.width());
        float[][][] x = views.different(input);
        float[][][] dy = views.arena.fill(outputGradient, 2);
        views.arena.soil(inputGradient);
        Step step = kernels().poolGradient(pooling, outputGradient, inputGradient);
        double[][][] expected = differences(values -> Direct.pool(pooling, values), x, dy);
        views.arena.check("seed " + seed + ", " + pooling, step, inputGradient, expected, TOLERANCE);
    }

    /** All values are equal: the first pixel inside the input has each window's maximum. */
    @ParameterizedTest
    @MethodSource("seeds")
    void firstOfEquals(long seed) {
        Views views = new Views(seed);
        Pooling p = pooling(views, views.random, true);
        View outputGradient = views.view(p.output().height(), p.output().width());
        View inputGradient = views.view(p.input().height(), p.input().width());
        views.arena.fill(p.input(), 0);
        float[][][] dy = views.arena.fill(outputGradient, 2);
        views.arena.soil(inputGradient);
        double[][][] expected =
                new double[views.channels][p.input().height()][p.input().width()];
        Regions.each(Regions.doubles(dy), (c, row, column) -> {
            int y = row * p.strideHeight() - p.padTop();
            while (y < 0) {
                y += p.dilationHeight();
            }
            int x = column * p.strideWidth() - p.padLeft();
            while (x < 0) {
                x += p.dilationWidth();
            }
            if (y < p.input().height() && x < p.input().width()) {
                expected[c][y][x] += dy[c][row][column];
            }
        });
        Step step = kernels().poolGradient(p, outputGradient, inputGradient);
        views.arena.check("seed " + seed + ", " + p, step, inputGradient, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void regions(long seed) {
        Views views = new Views(seed);
        int height = 1 + views.random.nextInt(9);
        int width = 1 + views.random.nextInt(9);
        View input = views.view(height, width);
        View one = views.any(1, 1);
        View oneGradient = views.any(1, 1);
        View some = views.any(1 + views.random.nextInt(4), 1 + views.random.nextInt(4));
        View inputGradient = views.view(height, width);
        float[][][] x = views.different(input);
        float[][][] dy = views.arena.fill(oneGradient, 2);
        float[][][] dz = views.arena.fill(some, 2);
        for (boolean max : new boolean[] {true, false}) {
            double[][][] expected = differences(values -> Regions.pool(values, 1, 1, max), x, dy);
            views.arena.soil(inputGradient);
            Step step = kernels().globalPoolGradient(input, one, max, oneGradient, inputGradient);
            views.arena.check("seed " + seed + ", maximum " + max, step, inputGradient, expected, TOLERANCE);
        }
        double[][][] expected = differences(values -> Regions.pool(values, some.height(), some.width(), false), x, dz);
        views.arena.soil(inputGradient);
        Step step = kernels().adaptiveAveragePoolGradient(some, inputGradient);
        views.arena.check("seed " + seed + ", regions", step, inputGradient, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void firstOfAllEquals(long seed) {
        Views views = new Views(seed);
        View input = views.view(1 + views.random.nextInt(9), 1 + views.random.nextInt(9));
        View inputGradient = views.view(input.height(), input.width());
        View one = views.any(1, 1);
        views.arena.fill(input, 0);
        float[][][] dy = views.arena.fill(one, 2);
        views.arena.soil(inputGradient);
        double[][][] expected = new double[views.channels][input.height()][input.width()];
        for (int c = 0; c < views.channels; c++) {
            expected[c][0][0] = dy[c][0][0];
        }
        Step step = kernels().globalPoolGradient(input, one, true, one, inputGradient);
        views.arena.check("seed " + seed, step, inputGradient, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sumsOfProducts(long seed) {
        Views views = new Views(seed);
        View left = views.view(1 + views.random.nextInt(9), 1 + views.random.nextInt(30));
        View right = views.view(left.height(), left.width());
        View output = views.any(1, 1);
        float[][][] x = views.arena.fill(left, 2);
        float[][][] y = views.arena.fill(right, 2);
        views.arena.soil(output);
        double[][][] expected = new double[views.channels][1][1];
        Regions.each(
                Regions.doubles(x), (c, row, column) -> expected[c][0][0] += x[c][row][column] * y[c][row][column]);
        views.arena.check("seed " + seed, kernels().sumOfProducts(left, right, output), output, expected, TOLERANCE);
    }
}
