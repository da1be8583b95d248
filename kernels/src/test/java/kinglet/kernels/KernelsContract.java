package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kinglet.kernels.View.Border;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every implementation of {@link Kernels} must do, against the definitions. */
abstract class KernelsContract {

    abstract Kernels kernels();

    /** Allowed error relative to the largest value of a result. */
    private static final double TOLERANCE = 3e-5;

    static Stream<ConvolutionCase> usualConvolutions() {
        List<ConvolutionCase> cases = new ArrayList<>();
        int[] counts = {1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 40, 48, 80};
        for (int channels : counts) {
            for (int stride = 1; stride <= 2; stride++) {
                for (int kernel : new int[] {1, 3, 5, 7}) {
                    cases.add(ConvolutionCase.of(channels, channels, channels, kernel, stride, 8, 15));
                }
                cases.add(ConvolutionCase.of(24, channels, 1, 1, stride, 4, 14));
                cases.add(ConvolutionCase.of(channels, 32, 1, 3, stride, 7, 7));
                cases.add(ConvolutionCase.of(channels, 48, 1, 3, stride, 9, 13));
                cases.add(ConvolutionCase.of(3, channels, 1, 3, stride, 20, 20).between(Layout.PLANAR, Layout.BLOCKED));
            }
            cases.add(ConvolutionCase.of(channels, 33, 1, 1, 1, 1, 1));
            cases.add(ConvolutionCase.of(40, channels, 1, 1, 1, 1, 1));
        }
        // many enough for weights of 16 bits
        cases.add(ConvolutionCase.of(701, 600, 1, 1, 1, 1, 1));
        // large enough for Strassen's algorithm; halves that are odd, and lanes that are dead
        cases.add(ConvolutionCase.of(408, 500, 1, 1, 1, 13, 13));
        cases.add(ConvolutionCase.of(512, 400, 1, 1, 1, 12, 14));
        for (int width = 1; width <= 30; width++) {
            cases.add(ConvolutionCase.of(24, 32, 1, 1, 1, 3, width));
            cases.add(ConvolutionCase.of(20, 16, 1, 3, 1, 3, width));
            cases.add(ConvolutionCase.of(20, 48, 1, 3, 1, 5, width));
            cases.add(ConvolutionCase.of(36, 40, 1, 5, 1, 7, width));
            cases.add(ConvolutionCase.of(32, 32, 32, 3, 1, 3, width));
            cases.add(ConvolutionCase.of(32, 32, 32, 3, 2, 5, width));
            cases.add(ConvolutionCase.of(32, 32, 8, 3, 1, 3, width));
            cases.add(ConvolutionCase.of(32, 32, 4, 3, 2, 5, 2 * width));
            cases.add(ConvolutionCase.of(48, 48, 3, 3, 1, 3, width));
            cases.add(ConvolutionCase.of(48, 48, 3, 3, 2, 5, 2 * width));
            cases.add(ConvolutionCase.of(3, 24, 1, 3, 2, 5, width).between(Layout.PLANAR, Layout.BLOCKED));
        }
        for (int groups : new int[] {3, 8}) {
            for (int each : new int[] {20, 24, 40}) {
                for (int width : new int[] {7, 8, 14, 23, 28}) {
                    cases.add(ConvolutionCase.of(groups * 10, groups * each, groups, 1, 1, 3, width));
                }
                cases.add(ConvolutionCase.of(groups * 10, groups * each, groups, 5, 1, 6, 9));
            }
        }
        for (int groups : new int[] {2, 3, 4, 8, 16, 32}) {
            for (int each : new int[] {1, 3, 4, 8, 16, 20}) {
                cases.add(ConvolutionCase.of(groups * each, groups * each, groups, 3, 1, 5, 9));
                cases.add(ConvolutionCase.of(groups * each, groups * each * 2, groups, 1, 2, 5, 16));
                cases.add(ConvolutionCase.of(groups * each, groups * each, groups, 1, 1, 3, 17));
            }
        }
        return cases.stream();
    }

    static Stream<ConvolutionCase> arrangedConvolutions() {
        List<ConvolutionCase> cases = new ArrayList<>();
        for (Layout from : Layout.values()) {
            for (Layout to : Layout.values()) {
                cases.add(ConvolutionCase.of(20, 37, 1, 1, 1, 6, 15).between(from, to));
                cases.add(ConvolutionCase.of(20, 37, 1, 3, 1, 6, 15).between(from, to));
                cases.add(ConvolutionCase.of(20, 20, 20, 3, 1, 6, 15).between(from, to));
                cases.add(ConvolutionCase.of(24, 24, 6, 3, 1, 6, 15).between(from, to));
                cases.add(ConvolutionCase.of(60, 120, 3, 1, 1, 6, 15).between(from, to));
                cases.add(ConvolutionCase.of(40, 60, 5, 3, 2, 6, 15).between(from, to));
                cases.add(ConvolutionCase.of(20, 37, 1, 1, 1, 1, 1).between(from, to));
            }
        }
        IntStream.range(0, Samples.POSTS.size()).forEach(posts -> {
            cases.add(ConvolutionCase.of(20, 37, 1, 1, 1, 6, 15).withPosts(posts));
            cases.add(ConvolutionCase.of(20, 20, 20, 3, 1, 6, 15).withPosts(posts));
            cases.add(ConvolutionCase.of(24, 24, 6, 3, 1, 6, 15).withPosts(posts));
            cases.add(ConvolutionCase.of(60, 120, 3, 1, 1, 6, 15).withPosts(posts));
            cases.add(ConvolutionCase.of(20, 37, 1, 1, 1, 1, 1).withPosts(posts));
            cases.add(ConvolutionCase.of(32, 32, 1, 3, 1, 9, 10).withPosts(posts));
            cases.add(ConvolutionCase.of(32, 32, 1, 5, 1, 9, 10).withPosts(posts));
        });
        return cases.stream();
    }

    static Stream<ConvolutionCase> randomConvolutions() {
        return LongStream.range(0, 600).mapToObj(ConvolutionCase::random);
    }

    @ParameterizedTest
    @MethodSource({"usualConvolutions", "arrangedConvolutions", "randomConvolutions"})
    void convolves(ConvolutionCase c) {
        c.check(kernels(), TOLERANCE);
    }

    static Stream<ConvolutionCase> eachAlgorithm() {
        return Stream.of(
                ConvolutionCase.of(24, 40, 1, 1, 1, 14, 15).withPosts(7),
                ConvolutionCase.of(32, 48, 1, 3, 1, 13, 13).withPosts(9),
                ConvolutionCase.of(48, 48, 1, 3, 1, 6, 5).withPosts(9),
                ConvolutionCase.of(40, 40, 40, 3, 1, 14, 15).withPosts(8),
                ConvolutionCase.of(40, 40, 10, 3, 1, 14, 15).withPosts(8),
                ConvolutionCase.of(100, 300, 1, 1, 1, 1, 1).withPosts(5),
                ConvolutionCase.of(701, 600, 1, 1, 1, 1, 1),
                ConvolutionCase.of(408, 500, 1, 1, 1, 13, 13).withPosts(9),
                ConvolutionCase.of(32, 48, 1, 5, 1, 13, 13).withPosts(9));
    }

    /** Steps are shared: several images go through the same one at a time. */
    @ParameterizedTest
    @MethodSource("eachAlgorithm")
    void runsInSeveralArenasAtOnce(ConvolutionCase c) {
        Arena arena = new Arena(3);
        Convolution convolution =
                c.place(arena, Samples.posts(c.posts(), arena.view(Layout.BLOCKED, 1, 1, 1, Border.NONE)));
        arena.fill(convolution.input(), 2);
        Step step = kernels().convolution(convolution);
        float[] expected = run(step, arena.floats().clone());
        List<float[]> results = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> run(step, arena.floats().clone()))
                .toList();
        assertThat(results).allSatisfy(result -> assertThat(result).isEqualTo(expected));
    }

    private static float[] run(Step step, float[] arena) {
        for (int part = 0; part < step.parts(); part++) {
            step.run(arena, part);
        }
        return arena;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pools(long seed) {
        Random r = new Random(seed);
        int dilation = r.nextInt(4) == 0 ? 2 : 1;
        int kernelHeight = 1 + r.nextInt(3);
        int kernelWidth = r.nextInt(3) > 0 ? kernelHeight : 1 + r.nextInt(4);
        int stride = 1 + r.nextInt(3);
        int[] pad = {r.nextInt(kernelHeight / 2 + 1), r.nextInt(kernelWidth / 2 + 1), r.nextInt(2), r.nextInt(2)};
        int height = dilation * (kernelHeight - 1) + 1 + r.nextInt(9);
        int width = dilation * (kernelWidth - 1) + 1 + r.nextInt(20);
        int channels = 1 + r.nextInt(40);
        Arena arena = new Arena(seed);
        View input = arena.view(layout(r), channels, height, width, Samples.border(r));
        int rows = poolSize(height + pad[0] + pad[2], dilation * (kernelHeight - 1) + 1, stride, pad[0] + height);
        int columns = poolSize(width + pad[1] + pad[3], dilation * (kernelWidth - 1) + 1, stride, pad[1] + width);
        View output = arena.view(layout(r), channels, rows, columns, Samples.border(r));
        Pooling pooling = new Pooling(
                input,
                output,
                r.nextBoolean(),
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
        float[][][] x = arena.fill(input, 2);
        arena.soil(output);
        arena.check(
                "seed " + seed + ", " + pooling, kernels().pool(pooling), output, Direct.pool(pooling, x), TOLERANCE);
    }

    /** A size rounded up, whose last window begins inside the input. */
    private static int poolSize(int padded, int kernel, int stride, int end) {
        int size = (padded - kernel + stride - 1) / stride + 1;
        return (size - 1) * stride >= end ? size - 1 : size;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void poolsOverRegions(long seed) {
        Random r = new Random(seed);
        Arena arena = new Arena(seed);
        int channels = 1 + r.nextInt(70);
        View input = arena.view(layout(r), channels, 1 + r.nextInt(15), 1 + r.nextInt(15), Samples.border(r));
        View one = arena.view(layout(r), channels, 1, 1, Samples.border(r));
        View some = arena.view(layout(r), channels, 1 + r.nextInt(4), 1 + r.nextInt(4), Samples.border(r));
        float[][][] x = arena.fill(input, 2);
        arena.check(
                "mean " + seed, kernels().globalPool(input, one, false), one, Regions.pool(x, 1, 1, false), TOLERANCE);
        arena.check(
                "maximum " + seed, kernels().globalPool(input, one, true), one, Regions.pool(x, 1, 1, true), TOLERANCE);
        double[][][] expected = Regions.pool(x, some.height(), some.width(), false);
        arena.check("regions " + seed, kernels().adaptiveAveragePool(input, some), some, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void appliesPosts(long seed) {
        Random r = new Random(seed);
        Arena arena = new Arena(seed);
        int channels = 1 + r.nextInt(40);
        int height = 1 + r.nextInt(8);
        int width = 1 + r.nextInt(20);
        View input = arena.view(layout(r), channels, height, width, Samples.border(r));
        View output = r.nextInt(3) == 0 ? input : arena.view(layout(r), channels, height, width, Samples.border(r));
        View residual = arena.view(layout(r), channels, height, width, Samples.border(r));
        float[][][] x = arena.fill(input, 12);
        float[][][] added = arena.fill(residual, 3);
        List<Post> posts = Samples.posts((int) (seed % Samples.POSTS.size()), residual);
        double[][][] expected = Direct.posts(posts, Regions.doubles(x), added);
        arena.check(
                "seed " + seed + ", " + posts, kernels().pointwise(input, output, posts), output, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mapsAffinely(long seed) {
        Random r = new Random(seed);
        Arena arena = new Arena(seed);
        int channels = 1 + r.nextInt(40);
        View input = arena.view(layout(r), channels, 4, 1 + r.nextInt(20), Samples.border(r));
        View output = r.nextInt(3) == 0 ? input : arena.view(layout(r), channels, 4, input.width(), Samples.border(r));
        View residual = arena.view(layout(r), channels, 4, input.width(), Samples.border(r));
        float[][][] x = arena.fill(input, 2);
        float[][][] added = arena.fill(residual, 3);
        float[] scale = Samples.floats(r, channels);
        float[] shift = Samples.floats(r, channels);
        double[][][] y = Regions.doubles(x);
        Regions.each(y, (c, row, column) -> y[c][row][column] = y[c][row][column] * scale[c] + shift[c]);
        List<Post> posts = Samples.posts(r.nextInt(Samples.POSTS.size()), residual);
        Step step = kernels().affine(input, output, scale, shift, posts);
        arena.check("seed " + seed, step, output, Direct.posts(posts, y, added), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsAndMultiplies(long seed) {
        Random r = new Random(seed);
        Arena arena = new Arena(seed);
        int channels = 1 + r.nextInt(40);
        int height = 1 + r.nextInt(6);
        int width = 1 + r.nextInt(20);
        View left = arena.view(layout(r), channels, height, width, Samples.border(r));
        View right = switch (r.nextInt(4)) {
            case 0 -> arena.view(layout(r), channels, 1, 1, Border.NONE);
            case 1 -> arena.view(layout(r), 1, height, r.nextBoolean() ? width : 1, Border.NONE);
            default -> arena.view(layout(r), channels, height, width, Samples.border(r));
        };
        View output = r.nextInt(3) == 0 ? left : arena.view(layout(r), channels, height, width, Samples.border(r));
        View residual = arena.view(layout(r), channels, height, width, Samples.border(r));
        float[][][] a = arena.fill(left, 2);
        float[][][] b = arena.fill(right, 2);
        float[][][] added = arena.fill(residual, 3);
        List<Post> posts = Samples.posts(r.nextInt(Samples.POSTS.size()), residual);
        boolean product = r.nextBoolean();
        boolean swapped = r.nextBoolean();
        double[][][] y = Regions.doubles(a);
        Regions.each(y, (c, row, column) -> {
            double other = b[c % b.length][row % b[0].length][column % b[0][0].length];
            y[c][row][column] = product ? y[c][row][column] * other : y[c][row][column] + other;
        });
        View first = swapped ? right : left;
        View second = swapped ? left : right;
        Step step = product
                ? kernels().multiply(first, second, output, posts)
                : kernels().add(first, second, output, posts);
        arena.check("seed " + seed + ", product " + product, step, output, Direct.posts(posts, y, added), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void normalisesAcrossChannels(long seed) {
        Random r = new Random(seed);
        Arena arena = new Arena(seed);
        int channels = 1 + r.nextInt(60);
        View input = arena.view(layout(r), channels, 1 + r.nextInt(3), 1 + r.nextInt(9), Samples.border(r));
        View output = arena.view(layout(r), channels, input.height(), input.width(), Samples.border(r));
        float[][][] x = arena.fill(input, 20);
        arena.check("softmax " + seed, kernels().softmax(input, output), output, Regions.softmax(x), TOLERANCE);
        int size = 1 + r.nextInt(6);
        float beta = seed % 2 == 0 ? 0.75f : 0.6f;
        Step step = kernels().localResponseNorm(input, output, size, 0.02f, beta, 1.5f);
        double[][][] expected = Regions.responseNorm(x, size, 0.02f, beta, 1.5f);
        arena.check("response norm " + seed + ", size " + size, step, output, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void copiesAndResizes(long seed) {
        Random r = new Random(seed);
        Arena arena = new Arena(seed);
        int channels = 1 + r.nextInt(40);
        View input = arena.view(layout(r), channels, 1 + r.nextInt(9), 1 + r.nextInt(20), Samples.border(r));
        View same = arena.view(layout(r), channels, input.height(), input.width(), Samples.border(r));
        View other = arena.view(layout(r), channels, 1 + r.nextInt(12), 1 + r.nextInt(25), Samples.border(r));
        float[][][] x = arena.fill(input, 2);
        arena.check("copy " + seed, kernels().copy(input, same), same, Regions.doubles(x), 0);
        double[][][] nearest = Regions.nearest(x, other.height(), other.width());
        arena.check("nearest " + seed, kernels().resizeNearest(input, other), other, nearest, 0);
        double[][][] bilinear = Regions.bilinear(x, other.height(), other.width());
        arena.check("bilinear " + seed, kernels().resizeBilinear(input, other), other, bilinear, TOLERANCE);
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 150).boxed();
    }

    private static Layout layout(Random r) {
        return r.nextInt(3) == 0 ? Layout.BLOCKED : Layout.values()[r.nextInt(Layout.values().length)];
    }
}
