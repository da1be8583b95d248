package kinglet.kernels;

import java.util.Arrays;
import kinglet.kernels.View.Border;

/** Writes the zeros around a view's pixels. */
final class Borders {

    private Borders() {}

    /** Zeros beside the rows of a part, above them if the first row is among them, and below if the last is. */
    static void zero(float[] arena, View view, Partition partition, int part) {
        zero(arena, view, partition, part, partition.rowFrom(part), partition.rowTo(part));
    }

    /** The same where the partition's rows are not the view's. */
    static void zero(float[] arena, View view, Partition partition, int part, int rowFrom, int rowTo) {
        if (view.border().equals(Border.NONE)) {
            return;
        }
        int[] places = view.isBlocked() ? view.blocks() : view.channels();
        for (int i = partition.share(places.length, part); i < partition.shareEnd(places.length, part); i++) {
            zero(arena, view, places[i], rowFrom, rowTo);
        }
    }

    private static void zero(float[] arena, View view, int place, int rowFrom, int rowTo) {
        Border border = view.border();
        int first = rowFrom == 0 ? -border.top() : rowFrom;
        int last = rowTo == view.height() ? rowTo + border.bottom() : rowTo;
        for (int y = first; y < last; y++) {
            int row = place + y * view.rowStride();
            if (y < 0 || y >= view.height()) {
                fill(arena, view, row, -border.left(), view.width() + border.right());
            } else {
                fill(arena, view, row, -border.left(), 0);
                fill(arena, view, row, view.width(), view.width() + border.right());
            }
        }
    }

    private static void fill(float[] arena, View view, int row, int from, int to) {
        int stride = view.pixelStride();
        if (view.isBlocked() || stride == 1) {
            Arrays.fill(arena, row + from * stride, row + to * stride, 0f);
        } else {
            for (int x = from; x < to; x++) {
                arena[row + x * stride] = 0f;
            }
        }
    }
}
