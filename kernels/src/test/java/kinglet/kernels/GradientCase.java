package kinglet.kernels;

import java.util.List;
import java.util.Random;
import kinglet.kernels.View.Border;

/** A convolution whose gradients are to be checked, with everything that is needed to make it again. */
record GradientCase(
        long seed,
        int in,
        int out,
        int groups,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilation,
        Border padding,
        int height,
        int width,
        Layout from,
        Layout to) {

    /** A random one. */
    static GradientCase random(long seed) {
        Random r = new Random(seed);
        int[] counts = {1, 2, 3, 7, 8, 15, 16, 17, 24, 33, 48, 58};
        int groups = new int[] {1, 1, 1, 2, 4, 8, 32}[r.nextInt(7)];
        int most = groups >= 8 ? 4 : counts.length;
        int in = counts[r.nextInt(most)] * groups;
        int out = counts[r.nextInt(most)] * groups;
        if (r.nextInt(4) == 0) {
            groups = in;
            out = in * (r.nextInt(4) == 0 && in < 20 ? 2 : 1);
        }
        int kernelHeight = 1 + r.nextInt(r.nextInt(3) == 0 ? 7 : 3);
        int kernelWidth = r.nextInt(3) > 0 ? kernelHeight : 1 + r.nextInt(5);
        int strideHeight = 1 + r.nextInt(r.nextInt(3) == 0 ? 3 : 2);
        int strideWidth = r.nextInt(4) > 0 ? strideHeight : 1 + r.nextInt(3);
        int dilation = r.nextInt(4) == 0 ? 2 : 1;
        int rows = dilation * (kernelHeight - 1) + 1;
        int columns = dilation * (kernelWidth - 1) + 1;
        Border padding = new Border(r.nextInt(rows), r.nextInt(columns), r.nextInt(rows), r.nextInt(columns));
        Layout[] layouts = Layout.values();
        return new GradientCase(
                seed,
                in,
                out,
                groups,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                dilation,
                padding,
                rows + r.nextInt(8),
                columns + r.nextInt(20),
                r.nextBoolean() ? Layout.BLOCKED : layouts[r.nextInt(layouts.length)],
                r.nextBoolean() ? Layout.BLOCKED : layouts[r.nextInt(layouts.length)]);
    }

    /** A usual one: square, blocked. */
    static GradientCase of(int in, int out, int groups, int kernel, int stride, int height, int width) {
        int pad = kernel / 2;
        return new GradientCase(
                1,
                in,
                out,
                groups,
                kernel,
                kernel,
                stride,
                stride,
                1,
                new Border(pad, pad, pad, pad),
                height,
                width,
                Layout.BLOCKED,
                Layout.BLOCKED);
    }

    GradientCase between(Layout from, Layout to) {
        return new GradientCase(
                seed,
                in,
                out,
                groups,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                dilation,
                padding,
                height,
                width,
                from,
                to);
    }

    int weights() {
        return out * (in / groups) * kernelHeight * kernelWidth;
    }

    private int outputHeight() {
        return (height + padding.top() + padding.bottom() - dilation * (kernelHeight - 1) - 1) / strideHeight + 1;
    }

    private int outputWidth() {
        return (width + padding.left() + padding.right() - dilation * (kernelWidth - 1) - 1) / strideWidth + 1;
    }

    /** In an arena, with an output whose pixels lie side by side. */
    Convolution place(Arena arena) {
        View input = arena.view(from, in, height, width, padding);
        View output = arena.view(to, out, outputHeight(), outputWidth(), Samples.border(new Random(seed)));
        return convolution(input, output);
    }

    /** The same with an output that is spread, with zeros between its pixels and around them. */
    Convolution placeSpread(Arena arena) {
        View input = arena.view(from, in, height, width, padding);
        View sizes = new View(outputHeight(), outputWidth(), 0, 0, new int[0], new int[0], Border.NONE);
        View fine = arena.view(
                to,
                out,
                (outputHeight() - 1) * strideHeight + 1,
                (outputWidth() - 1) * strideWidth + 1,
                TrainingKernels.spread(convolution(input, sizes)));
        View output = new View(
                outputHeight(),
                outputWidth(),
                fine.rowStride() * strideHeight,
                fine.pixelStride() * strideWidth,
                fine.blocks(),
                fine.channels(),
                Border.NONE);
        return convolution(input, output);
    }

    private Convolution convolution(View input, View output) {
        Random r = new Random(seed + 1);
        return new Convolution(
                input,
                output,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                dilation,
                dilation,
                padding.top(),
                padding.left(),
                groups,
                Samples.floats(r, weights()),
                Samples.floats(r, out),
                List.of());
    }
}
