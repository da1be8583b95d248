package kinglet.kernels;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import kinglet.kernels.View.Border;

/** A convolution to check, with everything that is needed to make it again. */
record ConvolutionCase(
        long seed,
        int in,
        int out,
        int groups,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int dilation,
        int padding,
        int height,
        int width,
        Layout from,
        Layout to,
        int posts) {

    static final List<Layout> LAYOUTS = List.of(Layout.values());

    /** A random one. */
    static ConvolutionCase random(long seed) {
        Random r = new Random(seed);
        int[] counts = {1, 2, 3, 7, 8, 15, 16, 17, 24, 31, 32, 33, 48, 58, 64};
        int groups = new int[] {1, 1, 1, 2, 3, 8}[r.nextInt(6)];
        int in = counts[r.nextInt(counts.length)] * (groups == 1 ? 1 : groups);
        int out = counts[r.nextInt(counts.length)] * (groups == 1 ? 1 : groups);
        if (r.nextInt(4) == 0) {
            groups = in;
            out = in * (r.nextInt(4) == 0 && in < 20 ? 2 : 1);
        }
        int kernelHeight = 1 + r.nextInt(r.nextInt(3) == 0 ? 7 : 3);
        int kernelWidth = r.nextInt(3) > 0 ? kernelHeight : 1 + r.nextInt(5);
        int stride = 1 + r.nextInt(r.nextInt(3) == 0 ? 4 : 2);
        int dilation = r.nextInt(4) == 0 ? 2 : 1;
        int padding = r.nextInt(1 + Math.max(kernelHeight, kernelWidth) * dilation / 2);
        int height = dilation * (kernelHeight - 1) + 1 + r.nextInt(9);
        int width = dilation * (kernelWidth - 1) + 1 + r.nextInt(30);
        return new ConvolutionCase(
                seed,
                in,
                out,
                groups,
                kernelHeight,
                kernelWidth,
                stride,
                dilation,
                padding,
                height,
                width,
                LAYOUTS.get(r.nextInt(LAYOUTS.size())),
                LAYOUTS.get(r.nextInt(LAYOUTS.size())),
                r.nextInt(Samples.POSTS.size()));
    }

    /** A usual one: square, blocked, one stride. */
    static ConvolutionCase of(int in, int out, int groups, int kernel, int stride, int height, int width) {
        return new ConvolutionCase(
                1,
                in,
                out,
                groups,
                kernel,
                kernel,
                stride,
                1,
                kernel / 2,
                height,
                width,
                Layout.BLOCKED,
                Layout.BLOCKED,
                1);
    }

    ConvolutionCase between(Layout from, Layout to) {
        return new ConvolutionCase(
                seed,
                in,
                out,
                groups,
                kernelHeight,
                kernelWidth,
                stride,
                dilation,
                padding,
                height,
                width,
                from,
                to,
                posts);
    }

    ConvolutionCase withPosts(int posts) {
        return new ConvolutionCase(
                seed,
                in,
                out,
                groups,
                kernelHeight,
                kernelWidth,
                stride,
                dilation,
                padding,
                height,
                width,
                from,
                to,
                posts);
    }

    /** Prepares it in an arena of its own, runs it and compares. */
    void check(Kernels kernels, double tolerance) {
        check(c -> kernels.name() + ", " + kernels.algorithm(c), c -> Optional.of(kernels.convolution(c)), tolerance);
    }

    /** The same with one algorithm, if that handles it. */
    void check(
            Function<Convolution, String> name,
            Function<Convolution, Optional<? extends Step>> algorithm,
            double tolerance) {
        Arena arena = new Arena(seed);
        Random r = new Random(seed);
        Layout residualLayout = Layout.values()[r.nextInt(6)];
        View residual = arena.view(
                residualLayout, out, size(height, kernelHeight), size(width, kernelWidth), Samples.border(r));
        float[][][] added = arena.fill(residual, 3);
        List<Post> chosen = Samples.posts(posts, residual);
        Convolution c = place(arena, chosen);
        float[][][] x = arena.fill(c.input(), 2);
        arena.soil(c.output());
        Optional<? extends Step> step = algorithm.apply(c);
        if (step.isPresent()) {
            double[][][] expected = Direct.posts(chosen, Direct.convolution(c, x), added);
            arena.check(name.apply(c) + ", " + this, step.get(), c.output(), expected, tolerance);
        }
    }

    /** Its views in an arena, with random weights. */
    Convolution place(Arena arena, List<Post> chosen) {
        Random r = new Random(seed + 1);
        Border padded = new Border(padding, padding, padding, padding);
        View input = arena.view(from, in, height, width, padded);
        View output = arena.view(to, out, size(height, kernelHeight), size(width, kernelWidth), Samples.border(r));
        float[] weights = Samples.floats(r, out * (in / groups) * kernelHeight * kernelWidth);
        float[] bias = Samples.floats(r, out);
        return new Convolution(
                input,
                output,
                kernelHeight,
                kernelWidth,
                stride,
                stride,
                dilation,
                dilation,
                padding,
                padding,
                groups,
                weights,
                bias,
                chosen);
    }

    private int size(int in, int kernel) {
        return (in + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
    }
}
