package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link TrainingKernels} do between storage and the arena, against the formulas in double. */
abstract class TrainingPassesContract {

    private static final int LANES = View.LANES;

    /** Lanes of the block that are live; the others hold zeros. */
    private static final int LIVE = 13;

    private static final double TOLERANCE = 2e-6;

    abstract TrainingKernels kernels();

    /** A block in storage, its gradient, its parameters from lane 16 of two blocks, and a plane of an arena full of other floats. */
    private static final class Block {
        final Random random;
        final Plane plane;
        final int at;
        final int lane = LANES;
        final float[] stored;
        final float[] gradient;
        final float[] arena;

        Block(long seed, int height, int width, int pixelStride) {
            random = new Random(seed);
            int rowStride = width * pixelStride + LANES * random.nextInt(3);
            plane = new Plane(LANES + random.nextInt(20), rowStride, pixelStride, height, width);
            at = random.nextInt(40);
            stored = block(40);
            gradient = block(1);
            arena = Samples.floats(random, plane.place() + height * rowStride + 2 * LANES);
        }

        int pixels() {
            return plane.pixels();
        }

        float[] block(float range) {
            float[] values = Samples.floats(random, at + pixels() * LANES + 7);
            for (int i = at; i < at + pixels() * LANES; i++) {
                values[i] = (i - at) % LANES < LIVE ? values[i] * range : 0f;
            }
            return values;
        }

        float[] lanes() {
            float[] values = Samples.floats(random, 2 * LANES);
            for (int k = 0; k < LANES; k++) {
                values[lane + k] = k < LIVE ? values[lane + k] : 0f;
            }
            return values;
        }

        float[] mask() {
            float[] mask = new float[2 * LANES];
            Arrays.fill(mask, lane, lane + LIVE, 1f);
            return mask;
        }

        int index(int pixel, int lane) {
            int row = pixel / plane.width();
            int column = pixel % plane.width();
            return plane.place() + row * plane.rowStride() + column * plane.pixelStride() + lane;
        }

        int stored(int pixel, int lane) {
            return at + pixel * LANES + lane;
        }
    }

    interface Value {
        double at(int pixel, int lane);
    }

    private static void checkArena(String what, Block block, float[] before, Value expected) {
        double[] all = new double[before.length];
        Arrays.setAll(all, i -> before[i]);
        for (int p = 0; p < block.pixels(); p++) {
            for (int k = 0; k < LANES; k++) {
                all[block.index(p, k)] = expected.at(p, k);
            }
        }
        check(what, block.arena, all);
    }

    private static void check(String what, float[] values, double[] expected) {
        double largest =
                Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1));
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - expected[i]) <= TOLERANCE * largest)) {
                assertThat((double) values[i]).as("%s: float %d", what, i).isEqualTo(expected[i]);
            }
        }
    }

    static Stream<Arguments> blocks() {
        List<Arguments> blocks = new ArrayList<>();
        int[][] sizes = {{1, 1}, {2, 3}, {7, 7}, {5, 14}, {3, 65}, {2, 130}};
        for (Post post : Activations.ALL) {
            for (int[] size : sizes) {
                for (int stride : new int[] {LANES, 2 * LANES, 3 * LANES}) {
                    blocks.add(Arguments.of(post, size[0], size[1], stride));
                }
            }
        }
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void loads(Post post, int height, int width, int stride) {
        Block b = new Block(height * 100 + width, height, width, stride);
        float[] scale = b.lanes();
        float[] shift = b.lanes();
        float[] before = b.arena.clone();
        Value value =
                (p, k) -> Direct.apply(post, (double) scale[b.lane + k] * b.stored[b.stored(p, k)] + shift[b.lane + k]);
        kernels().load(b.stored, b.at, scale, shift, b.lane, post, b.arena, b.plane);
        checkArena("load " + post, b, before, value);
        float[] loaded = b.arena.clone();
        kernels().loadMore(b.stored, b.at, scale, shift, b.lane, post, b.arena, b.plane);
        checkArena("load more " + post, b, before, (p, k) -> value.at(p, k) + loaded[b.index(p, k)]);
    }

    static Stream<Arguments> planes() {
        return blocks().filter(b -> Activations.RELU.equals(b.get()[0]));
    }

    @ParameterizedTest
    @MethodSource("planes")
    void stores(Post post, int height, int width, int stride) {
        Block b = new Block(height * 100 + width, height, width, stride);
        float[] mask = b.mask();
        double[] expected = new double[b.stored.length];
        Arrays.setAll(expected, i -> b.stored[i]);
        for (int round = 1; round <= 2; round++) {
            for (int p = 0; p < b.pixels(); p++) {
                for (int k = 0; k < LANES; k++) {
                    expected[b.stored(p, k)] = k < LIVE ? round * b.arena[b.index(p, k)] : 0;
                }
            }
            if (round == 1) {
                kernels().store(b.arena, b.plane, mask, b.lane, b.stored, b.at);
            } else {
                kernels().storeMore(b.arena, b.plane, mask, b.lane, b.stored, b.at);
            }
            check("store " + round, b.stored, expected);
        }
    }

    static Stream<Arguments> distributions() {
        List<Arguments> cases = new ArrayList<>();
        for (int pixels : new int[] {1, 2, 7, 49, 63, 64, 65, 196, 12544}) {
            for (float mean : new float[] {0, 1, -1000}) {
                cases.add(Arguments.of(pixels, mean));
            }
        }
        return cases.stream();
    }

    /** The standard deviation is 1; the first pixel lies far outside. */
    @ParameterizedTest
    @MethodSource("distributions")
    void findsMoments(int pixels, float mean) {
        Random random = new Random(pixels);
        int at = 5;
        float[] stored = new float[at + pixels * LANES];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (float) (mean + random.nextGaussian() + (i < at + LANES ? 8 : 0));
        }
        double[] means = new double[3 * LANES];
        double[] squares = new double[3 * LANES];
        Arrays.fill(means, 7);
        Arrays.fill(squares, 7);
        kernels().moments(stored, at, pixels, LANES, means, squares);
        for (int k = 0; k < LANES; k++) {
            double sum = 0;
            for (int p = 0; p < pixels; p++) {
                sum += stored[at + p * LANES + k];
            }
            double square = 0;
            for (int p = 0; p < pixels; p++) {
                square += Math.pow(stored[at + p * LANES + k] - sum / pixels, 2);
            }
            assertThat(means[LANES + k]).as("mean of lane %d", k).isCloseTo(sum / pixels, within(1e-6));
            assertThat(squares[LANES + k]).as("squares of lane %d", k).isCloseTo(square, within(1e-6 * square));
            assertThat(new double[] {means[k], means[2 * LANES + k], squares[k], squares[2 * LANES + k]})
                    .containsOnly(7);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void goesBack(Post post, int height, int width, int stride) {
        Block b = new Block(height * 100 + width, height, width, stride);
        float[] scale = b.lanes();
        float[] shift = b.lanes();
        float[] mean = b.lanes();
        Value dy = (p, k) -> b.gradient[b.stored(p, k)]
                * Activations.derivative(
                        post, (double) scale[b.lane + k] * b.stored[b.stored(p, k)] + shift[b.lane + k]);
        Value distance = (p, k) -> (double) b.stored[b.stored(p, k)] - mean[b.lane + k];
        checkSums(b, post, scale, shift, mean, dy, distance);
        float[] factor = b.lanes();
        float[] slope = b.lanes();
        float[] offset = b.lanes();
        float[] before = b.arena.clone();
        kernels()
                .gradient(
                        b.stored,
                        b.at,
                        b.gradient,
                        b.at,
                        scale,
                        shift,
                        mean,
                        b.lane,
                        post,
                        factor,
                        slope,
                        offset,
                        b.arena,
                        b.plane);
        checkArena("gradient of " + post, b, before, (p, k) -> {
            int i = b.lane + k;
            return factor[i] * dy.at(p, k) + slope[i] * distance.at(p, k) + offset[i];
        });
    }

    private void checkSums(Block b, Post post, float[] scale, float[] shift, float[] mean, Value dy, Value distance) {
        double[] sums = new double[3 * LANES];
        double[] products = new double[3 * LANES];
        Arrays.fill(sums, 3);
        Arrays.fill(products, 5);
        kernels()
                .gradientSums(
                        b.stored, b.at, b.gradient, b.at, b.pixels(), scale, shift, mean, b.lane, post, sums, products);
        for (int k = 0; k < LANES; k++) {
            double sum = 3;
            double product = 5;
            double size = 1;
            for (int p = 0; p < b.pixels(); p++) {
                sum += dy.at(p, k);
                product += dy.at(p, k) * distance.at(p, k);
                size += Math.abs(b.gradient[b.stored(p, k)]) * (1 + Math.abs(distance.at(p, k)));
            }
            assertThat(sums[b.lane + k]).as("sum of lane %d, %s", k, post).isCloseTo(sum, within(1e-6 * size));
            assertThat(products[b.lane + k])
                    .as("products of lane %d, %s", k, post)
                    .isCloseTo(product, within(1e-6 * size));
            assertThat(new double[] {sums[k], sums[2 * LANES + k], products[k] - 2, products[2 * LANES + k] - 2})
                    .containsOnly(3);
        }
    }

    static Stream<Arguments> corners() {
        return Stream.of(
                Arguments.of(Activations.RELU, 0f, 0f),
                Arguments.of(new Post.Clamp(0, 6), 0f, 0f),
                Arguments.of(new Post.Clamp(0, 6), 6f, 0f),
                Arguments.of(new Post.Clamp(-1, 1), -1f, 0f),
                Arguments.of(new Post.Clamp(-1, 1), 1f, 0f),
                Arguments.of(new Post.Leaky(0.1f), 0f, 0.1f),
                Arguments.of(new Post.HardSigmoid(1 / 6f, 0.5f), -3f, 0f),
                Arguments.of(new Post.HardSigmoid(1 / 6f, 0.5f), 3f, 0f),
                Arguments.of(new Post.HardSigmoid(0.2f, 0.5f), -2.5f, 0f),
                Arguments.of(new Post.HardSigmoid(0.2f, 0.5f), 2.5f, 0f),
                Arguments.of(new Post.HardSwish(), -3f, 0f),
                Arguments.of(new Post.HardSwish(), 3f, 1f),
                Arguments.of(Activations.IDENTITY, 0f, 1f),
                Arguments.of(new Post.Sigmoid(), 1e6f, 0f),
                Arguments.of(new Post.Sigmoid(), -1e6f, 0f),
                Arguments.of(new Post.Swish(), 1e6f, 1f),
                Arguments.of(new Post.Swish(), -1e6f, 0f),
                Arguments.of(new Post.Tanh(), 1e6f, 0f),
                Arguments.of(new Post.Tanh(), -1e6f, 0f));
    }

    /** PyTorch 2.8's values, those of HardSwish being 0 and 1 since then. */
    @ParameterizedTest
    @MethodSource("corners")
    void takesTheDerivativeOfPytorchAtCorners(Post post, float x, float expected) {
        assertThat(derivative(post, x)).as("derivative of %s at %s", post, x).isCloseTo(expected, within(3e-6f));
    }

    private float derivative(Post post, float x) {
        float[] stored = new float[LANES];
        float[] ones = new float[LANES];
        float[] zeros = new float[LANES];
        float[] arena = new float[LANES];
        Arrays.fill(stored, x);
        Arrays.fill(ones, 1f);
        Plane plane = new Plane(0, LANES, LANES, 1, 1);
        kernels().gradient(stored, 0, ones, 0, ones, zeros, zeros, 0, post, ones, zeros, zeros, arena, plane);
        return arena[LANES - 1];
    }

    /** Not at a corner. */
    @Test
    void derivativesAreCentralDifferences() {
        for (Post post : Activations.ALL) {
            for (int i = -40; i <= 40; i++) {
                double x = 0.217 * i + 0.0013;
                double h = 1e-5;
                double expected = (Direct.apply(post, x + h) - Direct.apply(post, x - h)) / (2 * h);
                assertThat(Activations.derivative(post, x))
                        .as("%s at %s", post, x)
                        .isCloseTo(expected, within(1e-8));
                assertThat((double) derivative(post, (float) x))
                        .as("%s at %s", post, x)
                        .isCloseTo(expected, within(4e-6));
            }
        }
    }
}
