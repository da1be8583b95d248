package kinglet.kernels;

/** Another size by nearest neighbour ({@code floor(i in / out)}) or by interpolation between pixel centres. */
record PlainResize(View input, View output, boolean bilinear, Partition partition) implements Step {

    static PlainResize prepare(View input, View output, boolean bilinear) {
        Partition partition = Partition.byRows(output.height(), output.channelCount(), 40.0 * output.width());
        return new PlainResize(input, output, bilinear, partition);
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
                    arena[output.index(c, y, x)] = bilinear ? between(arena, c, y, x) : nearest(arena, c, y, x);
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private float nearest(float[] arena, int channel, int row, int column) {
        int y = (int) ((long) row * input.height() / output.height());
        int x = (int) ((long) column * input.width() / output.width());
        return arena[input.index(channel, y, x)];
    }

    private float between(float[] arena, int channel, int row, int column) {
        float y = centre(row, input.height(), output.height());
        float x = centre(column, input.width(), output.width());
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, input.height() - 1);
        int right = Math.min(left + 1, input.width() - 1);
        float above = mix(arena[input.index(channel, top, left)], arena[input.index(channel, top, right)], x - left);
        float below =
                mix(arena[input.index(channel, bottom, left)], arena[input.index(channel, bottom, right)], x - left);
        return mix(above, below, y - top);
    }

    /** Where the centre of output pixel {@code i} falls in the input, not before the first pixel's centre. */
    private static float centre(int i, int in, int out) {
        return Math.max(0f, (i + 0.5f) * in / out - 0.5f);
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }
}
