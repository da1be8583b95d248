package kinglet.kernels;

/**
 * A pool whose regions divide the input: output {@code i} of {@code n} covers {@code floor(i in / n)} up to {@code ceil((i + 1) in / n)},
 * PyTorch's rule for adaptive pools. With one output it is the global pool.
 */
record PlainRegionPool(View input, View output, boolean max, Partition partition) implements Step {

    static PlainRegionPool prepare(View input, View output, boolean max) {
        double work = 4.0 * input.height() * input.width() / output.height();
        return new PlainRegionPool(input, output, max, Partition.byRows(output.height(), output.channelCount(), work));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int c = partition.tileFrom(part); c < partition.tileTo(part); c++) {
                for (int x = 0; x < output.width(); x++) {
                    arena[output.index(c, y, x)] = region(arena, c, y, x);
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private float region(float[] arena, int channel, int row, int column) {
        int top = start(row, input.height(), output.height());
        int bottom = end(row, input.height(), output.height());
        int left = start(column, input.width(), output.width());
        int right = end(column, input.width(), output.width());
        float best = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                float value = arena[input.index(channel, y, x)];
                best = Math.max(best, value);
                sum += value;
            }
        }
        return max ? best : (float) (sum / ((bottom - top) * (right - left)));
    }

    static int start(int i, int in, int out) {
        return (int) ((long) i * in / out);
    }

    static int end(int i, int in, int out) {
        return (int) (((long) (i + 1) * in + out - 1) / out);
    }
}
