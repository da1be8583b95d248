package kinglet.kernels;

/** A pool by its definition: each output looks at its taps inside the input. */
record PlainPool(Pooling pooling, Partition partition) implements Step {

    static PlainPool prepare(Pooling pooling) {
        View output = pooling.output();
        double work = 4.0 * pooling.kernelHeight() * pooling.kernelWidth() * output.width();
        return new PlainPool(pooling, Partition.byRows(output.height(), output.channelCount(), work));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View output = pooling.output();
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int c = partition.tileFrom(part); c < partition.tileTo(part); c++) {
                for (int x = 0; x < output.width(); x++) {
                    arena[output.index(c, y, x)] = pooling.max() ? maximum(arena, c, y, x) : mean(arena, c, y, x);
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private float maximum(float[] arena, int channel, int row, int column) {
        View input = pooling.input();
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < pooling.kernelHeight(); i++) {
            int y = row * pooling.strideHeight() - pooling.padTop() + i * pooling.dilationHeight();
            for (int j = 0; j < pooling.kernelWidth() && inside(y, input.height()); j++) {
                int x = column * pooling.strideWidth() - pooling.padLeft() + j * pooling.dilationWidth();
                if (inside(x, input.width())) {
                    best = Math.max(best, arena[input.index(channel, y, x)]);
                }
            }
        }
        return best;
    }

    private float mean(float[] arena, int channel, int row, int column) {
        View input = pooling.input();
        float sum = 0;
        for (int i = 0; i < pooling.kernelHeight(); i++) {
            int y = row * pooling.strideHeight() - pooling.padTop() + i * pooling.dilationHeight();
            for (int j = 0; j < pooling.kernelWidth() && inside(y, input.height()); j++) {
                int x = column * pooling.strideWidth() - pooling.padLeft() + j * pooling.dilationWidth();
                if (inside(x, input.width())) {
                    sum += arena[input.index(channel, y, x)];
                }
            }
        }
        return sum / Math.max(1, rowTaps(pooling, row) * columnTaps(pooling, column));
    }

    private static boolean inside(int at, int size) {
        return at >= 0 && at < size;
    }

    /** Rows of a window that an average counts. */
    static int rowTaps(Pooling p, int row) {
        int first = row * p.strideHeight() - p.padTop();
        int above = p.countPadding() ? p.padTop() : 0;
        int below = p.countPadding() ? p.padBottom() : 0;
        return taps(
                first, p.kernelHeight(), p.dilationHeight(), -above, p.input().height() + below);
    }

    /** Columns of a window that an average counts. */
    static int columnTaps(Pooling p, int column) {
        int first = column * p.strideWidth() - p.padLeft();
        int left = p.countPadding() ? p.padLeft() : 0;
        int right = p.countPadding() ? p.padRight() : 0;
        return taps(first, p.kernelWidth(), p.dilationWidth(), -left, p.input().width() + right);
    }

    private static int taps(int first, int count, int step, int from, int to) {
        int taps = 0;
        for (int i = 0; i < count; i++) {
            int at = first + i * step;
            taps += at >= from && at < to ? 1 : 0;
        }
        return taps;
    }
}
