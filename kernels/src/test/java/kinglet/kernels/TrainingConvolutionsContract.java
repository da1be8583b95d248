package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What convolutions with changing weights and their gradients must do, against the definitions. */
abstract class TrainingConvolutionsContract {

    /** Allowed error relative to the largest value of a result. */
    private static final double TOLERANCE = 3e-5;

    abstract WeighedStep convolution(Convolution c);

    abstract WeighedStep inputGradient(Convolution c);

    abstract WeightGradient weightGradient(Convolution c);

    static Stream<GradientCase> usual() {
        List<GradientCase> cases = new ArrayList<>();
        for (int channels : new int[] {1, 3, 8, 15, 16, 17, 24, 33, 48, 80}) {
            for (int stride = 1; stride <= 2; stride++) {
                for (int kernel : new int[] {1, 3, 5, 7}) {
                    cases.add(GradientCase.of(channels, channels, channels, kernel, stride, 9, 14));
                }
                cases.add(GradientCase.of(24, channels, 1, 1, stride, 4, 14));
                cases.add(GradientCase.of(channels, 32, 1, 3, stride, 7, 7));
                cases.add(GradientCase.of(channels, 24, 1, 3, stride, 8, 13));
                cases.add(GradientCase.of(3, channels, 1, 3, stride, 20, 20).between(Layout.PLANAR, Layout.BLOCKED));
            }
            cases.add(GradientCase.of(70, channels, 1, 1, 1, 1, 19));
        }
        for (int groups : new int[] {2, 3, 4, 8, 32}) {
            for (int each : new int[] {1, 2, 4, 8, 20}) {
                cases.add(GradientCase.of(groups * each, groups * each, groups, 3, 1, 7, 9));
                cases.add(GradientCase.of(groups * each, groups * each * 2, groups, 3, 2, 7, 15));
                cases.add(GradientCase.of(groups * each, groups * each, groups, 1, 1, 3, 17));
            }
        }
        // several bands of pixels; large enough for Winograd's algorithm; several pieces of rows of plain sums
        cases.add(GradientCase.of(20, 40, 1, 3, 1, 26, 27));
        cases.add(GradientCase.of(64, 48, 1, 3, 1, 15, 18));
        cases.add(GradientCase.of(64, 64, 1, 3, 2, 16, 16));
        cases.add(GradientCase.of(130, 40, 1, 3, 1, 5, 6));
        cases.add(GradientCase.of(20, 1100, 1, 1, 1, 1, 16));
        cases.add(GradientCase.of(40, 56, 1, 3, 1, 2, 2));
        cases.add(GradientCase.of(33, 48, 1, 5, 1, 3, 4));
        for (Layout from : Layout.values()) {
            for (Layout to : Layout.values()) {
                cases.add(GradientCase.of(20, 37, 1, 1, 1, 6, 15).between(from, to));
                cases.add(GradientCase.of(20, 37, 1, 3, 2, 6, 15).between(from, to));
                cases.add(GradientCase.of(20, 20, 20, 3, 1, 6, 15).between(from, to));
                cases.add(GradientCase.of(24, 24, 6, 3, 1, 6, 15).between(from, to));
                cases.add(GradientCase.of(40, 33, 1, 3, 1, 12, 12).between(from, to));
            }
        }
        return cases.stream();
    }

    static Stream<GradientCase> random() {
        return LongStream.range(0, 250).mapToObj(GradientCase::random);
    }

    @ParameterizedTest
    @MethodSource({"usual", "random"})
    void convolves(GradientCase which) {
        Arena arena = new Arena(which.seed());
        Convolution c = which.place(arena);
        float[][][] x = arena.fill(c.input(), 2);
        WeighedStep step = convolution(c);
        // others first: weights must not remain
        step.weigh(Samples.floats(new Random(9), which.weights()), Samples.floats(new Random(8), which.out()));
        step.weigh(c.weights(), c.bias());
        arena.soil(c.output());
        arena.check(which.toString(), step, c.output(), Direct.convolution(c, x), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource({"usual", "random"})
    void findsTheGradientOfTheInput(GradientCase which) {
        Arena arena = new Arena(which.seed());
        Convolution c = which.placeSpread(arena);
        float[][][] gradient = arena.fill(c.output(), 2);
        WeighedStep step = inputGradient(c);
        step.weigh(Samples.floats(new Random(9), which.weights()), Samples.floats(new Random(8), which.out()));
        step.weigh(c.weights(), c.bias());
        arena.soil(c.input());
        arena.check(which.toString(), step, c.input(), DirectGradients.input(c, gradient), TOLERANCE);
        checkDeadLanes(which.toString(), c.input(), arena.floats());
    }

    private static void checkDeadLanes(String what, View view, float[] arena) {
        for (int block : view.blocks()) {
            for (int place = block; place < block + View.LANES; place++) {
                int lane = place;
                if (Arrays.stream(view.channels()).anyMatch(channel -> channel == lane)) {
                    continue;
                }
                for (int y = 0; y < view.height(); y++) {
                    for (int x = 0; x < view.width(); x++) {
                        assertThat(arena[place + y * view.rowStride() + x * view.pixelStride()])
                                .as("%s: dead lane %d, row %d, column %d", what, place - block, y, x)
                                .isZero();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"usual", "random"})
    void findsTheGradientOfTheWeights(GradientCase which) {
        Arena arena = new Arena(which.seed());
        Convolution c = which.seed() % 2 == 0 ? which.placeSpread(arena) : which.place(arena);
        WeightGradient step = weightGradient(c);
        float[] sums = new float[2 * step.size() + 7];
        Arrays.fill(sums, 2 * step.size(), sums.length, 5f);
        double[] expected = new double[which.weights()];
        for (int image = 0; image < 3; image++) {
            float[][][] x = arena.fill(c.input(), 2);
            float[][][] gradient = arena.fill(c.output(), 2);
            float[] before = arena.floats().clone();
            step.add(arena.floats(), sums, image % 2 * step.size());
            assertThat(arena.floats()).as(which.toString()).isEqualTo(before);
            double[] share = DirectGradients.weights(c, x, gradient);
            Arrays.setAll(expected, i -> expected[i] + share[i]);
        }
        for (int i = 2 * step.size(); i < sums.length; i++) {
            assertThat(sums[i]).as("%s: behind the sums", which).isEqualTo(5f);
        }
        float[] gradient = new float[which.weights()];
        Arrays.fill(gradient, Float.NaN);
        step.collect(sums, 0, 2, gradient);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) gradient[i])
                    .as("%s: weight %d", which, i)
                    .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, largest)));
        }
    }

    /** The sum of y g has gradients that are linear in each weight and input: central differences are exact. */
    @ParameterizedTest
    @MethodSource("random")
    void definitionsAgreeWithCentralDifferences(GradientCase which) {
        Arena arena = new Arena(which.seed());
        Convolution c = which.place(arena);
        Random r = new Random(which.seed());
        float[][][] x = arena.fill(c.input(), 2);
        float[][][] g = arena.fill(c.output(), 2);
        int weight = r.nextInt(which.weights());
        float kept = c.weights()[weight];
        c.weights()[weight] = kept + 0.5f;
        double above = sum(Direct.convolution(c, x), g);
        c.weights()[weight] = kept - 0.5f;
        double below = sum(Direct.convolution(c, x), g);
        c.weights()[weight] = kept;
        assertThat(DirectGradients.weights(c, x, g)[weight])
                .as("%s: weight %d", which, weight)
                .isCloseTo(above - below, within(1e-3));
        float[] row = x[r.nextInt(which.in())][r.nextInt(which.height())];
        int column = r.nextInt(which.width());
        kept = row[column];
        row[column] = kept + 0.5f;
        above = sum(Direct.convolution(c, x), g);
        row[column] = kept - 0.5f;
        below = sum(Direct.convolution(c, x), g);
        row[column] = kept;
        double[][][] gradient = DirectGradients.input(c, g);
        double found = 0;
        for (int channel = 0; channel < x.length; channel++) {
            for (int y = 0; y < x[channel].length; y++) {
                found = x[channel][y] == row ? gradient[channel][y][column] : found;
            }
        }
        assertThat(found).as("%s: an input", which).isCloseTo(above - below, within(1e-3));
    }

    private static double sum(double[][][] y, float[][][] g) {
        double sum = 0;
        for (int channel = 0; channel < y.length; channel++) {
            for (int row = 0; row < y[channel].length; row++) {
                for (int column = 0; column < y[channel][row].length; column++) {
                    sum += y[channel][row][column] * g[channel][row][column];
                }
            }
        }
        return sum;
    }
}
