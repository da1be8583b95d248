package kinglet.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import kinglet.graph.Shape;
import kinglet.kernels.Plane;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/**
 * Blocks of channels at a place of an arena.
 *
 * @param from the first float of the region
 * @param size its length
 * @param view where the channels lie
 * @param strip the images that lie there side by side
 * @param clean whether what lies around and between the pixels must be made zero before the pixels are written
 */
record Region(int from, int size, View view, Strip strip, boolean clean) {
    private static final int LANES = View.LANES;

    /**
     * @param from the first float
     * @param strip rows and columns; its channels are not looked at
     * @param blocks how many
     * @param channels for each channel the number of its block times 16, and its lane
     * @param border zeros around, counted in spread pixels
     * @param strideHeight rows from one pixel to the next
     * @param strideWidth columns from one pixel to the next
     */
    static Region of(
            int from, Strip strip, int blocks, int[] channels, Border border, int strideHeight, int strideWidth) {
        Shape shape = strip.shape();
        int columns = border.left() + (shape.width() - 1) * strideWidth + 1 + border.right();
        int rows = border.top() + (shape.height() - 1) * strideHeight + 1 + border.bottom();
        int plane = rows * columns * LANES;
        // An odd number of cache lines: blocks do not fall into the same cache sets.
        plane += plane / LANES % 2 == 0 ? LANES : 0;
        int step = plane;
        int origin = from + (border.top() * columns + border.left()) * LANES;
        View view = new View(
                shape.height(),
                shape.width(),
                columns * strideHeight * LANES,
                strideWidth * LANES,
                IntStream.range(0, blocks).map(b -> origin + b * step).toArray(),
                Arrays.stream(channels)
                        .map(c -> origin + c / LANES * step + c % LANES)
                        .toArray(),
                border);
        boolean clean = !border.equals(Border.NONE) || strideHeight > 1 || strideWidth > 1 || strip.hasGaps();
        return new Region(from, plane * blocks, view, strip, clean);
    }

    /** Channels in order, nothing around. */
    static Region plain(int from, Shape shape) {
        return plain(from, Strip.single(shape));
    }

    /** The same of images side by side; what lies between them need not be zero. */
    static Region plain(int from, Strip strip) {
        Shape shape = strip.shape();
        return of(
                from,
                strip,
                Math.ceilDiv(shape.channels(), LANES),
                IntStream.range(0, shape.channels()).toArray(),
                Border.NONE,
                1,
                1);
    }

    int end() {
        return from + size;
    }

    /** Where the pixels of one image lie. */
    Plane plane(int block, int image) {
        int place = view.blocks()[block] + image * strip.step() * view.pixelStride();
        return new Plane(place, view.rowStride(), view.pixelStride() * strip.spread(), view.height(), strip.width());
    }

    /** The first image by itself. */
    View first() {
        return new View(
                view.height(),
                strip.width(),
                view.rowStride(),
                view.pixelStride() * strip.spread(),
                view.blocks(),
                view.channels(),
                view.border());
    }

    /** Makes zero what will not be written. */
    void clean(float[] arena) {
        if (!clean) {
            return;
        }
        if (strip.images() > 1 || view.pixelStride() > LANES || view.rowStride() > fullRow()) {
            Arrays.fill(arena, from, end(), 0f);
            return;
        }
        int written = from;
        for (int block : view.blocks()) {
            for (int y = 0; y < view.height(); y++) {
                int row = block + y * view.rowStride();
                Arrays.fill(arena, written, row, 0f);
                written = row + view.width() * LANES;
            }
        }
        Arrays.fill(arena, written, end(), 0f);
    }

    private int fullRow() {
        return (view.border().left() + view.width() + view.border().right()) * LANES;
    }
}
