package kinglet.kernels;

/** The pixels of a convolution's output, row by row. */
final class OutputPixels {

    private OutputPixels() {}

    /** For each pixel how far it lies from the first: what it reads in the input, and itself in the output. */
    static int[] places(Convolution c) {
        View output = c.output();
        int rowStep = c.strideHeight() * c.input().rowStride();
        int step = c.strideWidth() * c.input().pixelStride();
        int[] places = new int[2 * output.height() * output.width()];
        int at = 0;
        for (int y = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++) {
                places[at++] = y * rowStep + x * step;
                places[at++] = y * output.rowStride() + x * output.pixelStride();
            }
        }
        return places;
    }

    /** Of each row of {@code places} every {@code step}-th pixel between two columns. */
    static int[] some(int[] places, int width, int from, int to, int step) {
        int rows = places.length / 2 / width;
        int each = Math.ceilDiv(to - from, step);
        int[] some = new int[2 * rows * each];
        for (int i = 0; i < rows * each; i++) {
            int pixel = i / each * width + from + i % each * step;
            some[2 * i] = places[2 * pixel];
            some[2 * i + 1] = places[2 * pixel + 1];
        }
        return some;
    }

    /** How far a tap reads from the place of the output pixel (0, 0) in the input. */
    static int tap(Convolution c, int tap) {
        return (tap / c.kernelWidth() * c.dilationHeight() - c.padTop())
                        * c.input().rowStride()
                + (tap % c.kernelWidth() * c.dilationWidth() - c.padLeft())
                        * c.input().pixelStride();
    }

    /** A view as if its pixels lay side by side: what lies in which lanes can be asked of it, and nothing else. */
    static View dense(View view) {
        return new View(
                view.height(),
                view.width(),
                view.rowStride(),
                view.pixelStride() % View.LANES == 0 ? View.LANES : view.pixelStride(),
                view.blocks(),
                view.channels(),
                view.border());
    }
}
