package kinglet.train;

import kinglet.graph.Shape;

/**
 * A convolution of several images side by side, as if they were one wide image: small ones then fill the runs of pixels that kernels do at a time,
 * and weights and sums are read once for all of them. Between them lie as many zeros as the filter needs; what is computed there is
 * nobody's. A pointwise convolution needs none, and has all pixels in one row.
 *
 * @param geometry the convolution of the wide image
 */
record Abreast(Geometry geometry, Strip input, Strip output) {
    /** Pixels from which on kernels and caches gain nothing more. */
    private static final int PIXELS = 256;

    /** Floats of input, gradient and input's gradient that leave room for weights in a second-level cache. */
    private static final int ROOM = 1 << 17;

    /** Columns from which on an image fills the kernels by itself. */
    private static final int WIDE = 9;

    private static final int TINY = 3;

    /** @param most the images are as many as divide this number, which is how many one thread does in a row */
    static Abreast of(Geometry g, int most) {
        boolean pointwise = g.isPointwise();
        int pixels = g.output().height() * g.output().width();
        if (pixels > PIXELS || !pointwise && g.output().width() >= WIDE) {
            return new Abreast(g, Strip.single(g.input()), Strip.single(g.output()));
        }
        long floats = 2L * g.input().size() + g.output().size();
        int images = 1;
        for (int n = 2; n <= most; n++) {
            if (most % n == 0 && n * pixels <= PIXELS && n * floats <= ROOM) {
                images = n;
            }
        }
        if (pointwise) {
            return inOneRow(g, images);
        }
        return isTiny(g) ? interleaved(g, images) : spaced(g, images);
    }

    /** Where more products are saved by leaving out taps that read zeros alone than by Winograd's algorithm. */
    private static boolean isTiny(Geometry g) {
        return g.groups() == 1
                && g.window().strideHeight() * g.window().strideWidth() == 1
                && g.output().height() <= TINY
                && g.output().width() <= TINY;
    }

    /** Without zeros between: those at the ends are as wide as all images together. */
    private static Abreast interleaved(Geometry g, int images) {
        Strip input = Strip.interleaved(images, g.input());
        Strip output = Strip.interleaved(images, g.output());
        return new Abreast(g.interleaved(images, input.shape(), output.shape()), input, output);
    }

    private static Abreast inOneRow(Geometry g, int images) {
        Strip input = row(g.input(), images);
        Strip output = row(g.output(), images);
        return new Abreast(g.over(input.shape(), output.shape()), input, output);
    }

    private static Strip row(Shape shape, int images) {
        int pixels = shape.height() * shape.width();
        return Strip.of(images, new Shape(shape.channels(), 1, pixels), pixels);
    }

    private static Abreast spaced(Geometry g, int images) {
        int step = step(g);
        Strip input = Strip.of(images, g.input(), step * g.window().strideWidth());
        Strip output = Strip.of(images, g.output(), step);
        return new Abreast(g.over(input.shape(), output.shape()), input, output);
    }

    /** The fewest columns of output from one image to the next with which neither filters nor their gradients reach a neighbour. */
    private static int step(Geometry g) {
        int stride = g.window().strideWidth();
        int reach = (g.window().kernelWidth() - 1) * g.window().dilationWidth();
        int left = g.padding().left();
        int last = (g.output().width() - 1) * stride - left + reach;
        int right = Math.max(0, last - (g.input().width() - 1));
        int forward = Math.ceilDiv(g.input().width() + Math.max(left, right), stride);
        int backward = g.output().width() + Math.max(0, Math.floorDiv(reach - left, stride));
        return Math.max(forward, backward);
    }
}
