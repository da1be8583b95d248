package kinglet.bench.suite;

import java.util.Arrays;
import java.util.stream.IntStream;
import kinglet.graph.Shape;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/** Activations side by side in one array, arranged as the engine arranges them. */
final class Arena {
    private static final int LANES = View.LANES;

    private int size;

    /** The floats of all views, filled with values between -1 and 1. */
    float[] floats() {
        float[] floats = new float[size];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (i * 31L % 255 - 127) / 127f;
        }
        return floats;
    }

    /** {@code [block][row][column][16]}, each plane an odd number of cache lines long. */
    View blocked(Shape shape, Border border) {
        int rowStride = (border.left() + shape.width() + border.right()) * LANES;
        int plane = (border.top() + shape.height() + border.bottom()) * rowStride;
        plane += plane / LANES % 2 == 0 ? LANES : 0;
        int count = Math.ceilDiv(shape.channels(), LANES);
        int origin = take(count * plane) + border.top() * rowStride + border.left() * LANES;
        int[] blocks = new int[count];
        int blockStride = plane;
        Arrays.setAll(blocks, b -> origin + b * blockStride);
        int[] channels = IntStream.range(0, shape.channels())
                .map(c -> blocks[c / LANES] + c % LANES)
                .toArray();
        return new View(shape.height(), shape.width(), rowStride, LANES, blocks, channels, border);
    }

    /** {@code [channel][row][column]}. */
    View planar(Shape shape, Border border) {
        int rowStride = border.left() + shape.width() + border.right();
        int plane = (border.top() + shape.height() + border.bottom()) * rowStride;
        int origin = take(shape.channels() * plane) + border.top() * rowStride + border.left();
        int[] channels = IntStream.range(0, shape.channels())
                .map(c -> origin + c * plane)
                .toArray();
        return new View(shape.height(), shape.width(), rowStride, 1, new int[0], channels, border);
    }

    private int take(int count) {
        int start = size;
        size += count;
        return start;
    }
}
