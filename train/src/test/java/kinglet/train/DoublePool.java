package kinglet.train;

import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.GlobalPool;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Pool;
import kinglet.graph.Shape;
import kinglet.graph.Window;

/** A pool and its gradient in doubles; another value than a maximum's own may say where it is. */
record DoublePool(int images, Shape in, Shape out, boolean maximum, Field field) {

    /** The rows and columns of the input that a pixel of the output covers, cut at the edge, and by how many a mean divides. */
    private record Cell(int top, int bottom, int left, int right, int divisor) {}

    private interface Field {
        Cell of(int row, int column);
    }

    static DoublePool of(Pool pool, int images, Shape in, Shape out) {
        Window w = pool.window();
        Explicit pad = w.padding(in);
        return new DoublePool(images, in, out, pool.kind() == Pool.Kind.MAX, (row, column) -> {
            int y = row * w.strideHeight() - pad.top();
            int x = column * w.strideWidth() - pad.left();
            Cell whole = cell(
                    Math.max(0, y),
                    Math.min(in.height(), y + w.kernelHeight()),
                    Math.max(0, x),
                    Math.min(in.width(), x + w.kernelWidth()));
            return pool.countPadding() ? new Cell(whole.top, whole.bottom, whole.left, whole.right, w.taps()) : whole;
        });
    }

    static DoublePool of(GlobalPool pool, int images, Shape in) {
        Cell all = cell(0, in.height(), 0, in.width());
        return new DoublePool(images, in, new Shape(in.channels(), 1, 1), pool.kind() == Pool.Kind.MAX, (_, _) -> all);
    }

    static DoublePool of(AdaptiveAveragePool pool, int images, Shape in) {
        Shape out = new Shape(in.channels(), pool.height(), pool.width());
        return new DoublePool(
                images,
                in,
                out,
                false,
                (row, column) -> cell(
                        row * in.height() / out.height(),
                        Math.ceilDiv((row + 1) * in.height(), out.height()),
                        column * in.width() / out.width(),
                        Math.ceilDiv((column + 1) * in.width(), out.width())));
    }

    private static Cell cell(int top, int bottom, int left, int right) {
        return new Cell(top, bottom, left, right, (bottom - top) * (right - left));
    }

    /** Adds to the output, or to the gradient of the input, what the two pixels share. */
    private interface Meeting {
        void of(int from, int to, double share);
    }

    double[] apply(double[] x, double[] decided) {
        double[] y = new double[images * out.size()];
        meet(decided, (from, to, share) -> y[to] += share * x[from]);
        return y;
    }

    double[] gradient(double[] dy, double[] decided) {
        double[] dx = new double[images * in.size()];
        meet(decided, (from, to, share) -> dx[from] += share * dy[to]);
        return dx;
    }

    private void meet(double[] decided, Meeting meeting) {
        for (int plane = 0; plane < images * in.channels(); plane++) {
            for (int pixel = 0; pixel < out.height() * out.width(); pixel++) {
                Cell cell = field.of(pixel / out.width(), pixel % out.width());
                int to = plane * out.height() * out.width() + pixel;
                int first = plane * in.height() * in.width();
                if (maximum) {
                    meeting.of(largest(decided, first, cell), to, 1);
                    continue;
                }
                for (int y = cell.top; y < cell.bottom; y++) {
                    for (int x = cell.left; x < cell.right; x++) {
                        meeting.of(first + y * in.width() + x, to, 1.0 / cell.divisor);
                    }
                }
            }
        }
    }

    /** The first of the largest. */
    private int largest(double[] decided, int first, Cell cell) {
        int best = first + cell.top * in.width() + cell.left;
        for (int y = cell.top; y < cell.bottom; y++) {
            for (int x = cell.left; x < cell.right; x++) {
                int at = first + y * in.width() + x;
                best = decided[at] > decided[best] ? at : best;
            }
        }
        return best;
    }
}
