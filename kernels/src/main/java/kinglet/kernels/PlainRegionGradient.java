package kinglet.kernels;

/**
 * The gradient of {@link PlainRegionPool}.
 *
 * @param input read for a maximum alone
 */
record PlainRegionGradient(View input, boolean max, View outputGradient, View inputGradient, Partition partition)
        implements Step {

    static Step maximum(View input, View outputGradient, View inputGradient) {
        return prepare(input, true, outputGradient, inputGradient);
    }

    static Step average(View outputGradient, View inputGradient) {
        return prepare(inputGradient, false, outputGradient, inputGradient);
    }

    private static Step prepare(View input, boolean max, View outputGradient, View inputGradient) {
        double work = 8.0 * inputGradient.height() * inputGradient.width();
        Partition partition = Partition.byTiles(1, inputGradient.channelCount(), work);
        return new PlainRegionGradient(input, max, outputGradient, inputGradient, partition);
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int c = partition.tileFrom(part); c < partition.tileTo(part); c++) {
            zero(arena, inputGradient, c);
            for (int y = 0; y < outputGradient.height(); y++) {
                for (int x = 0; x < outputGradient.width(); x++) {
                    region(arena, c, y, x);
                }
            }
        }
        Borders.zero(arena, inputGradient, partition, part, 0, inputGradient.height());
    }

    /** Zeros into a channel's pixels. */
    static void zero(float[] arena, View view, int channel) {
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                arena[view.index(channel, y, x)] = 0f;
            }
        }
    }

    private void region(float[] arena, int channel, int row, int column) {
        int top = PlainRegionPool.start(row, inputGradient.height(), outputGradient.height());
        int bottom = PlainRegionPool.end(row, inputGradient.height(), outputGradient.height());
        int left = PlainRegionPool.start(column, inputGradient.width(), outputGradient.width());
        int right = PlainRegionPool.end(column, inputGradient.width(), outputGradient.width());
        float gradient = arena[outputGradient.index(channel, row, column)];
        float share = gradient / ((bottom - top) * (right - left));
        int bestRow = top;
        int bestColumn = left;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (!max) {
                    arena[inputGradient.index(channel, y, x)] += share;
                } else if (arena[input.index(channel, y, x)] > arena[input.index(channel, bestRow, bestColumn)]) {
                    bestRow = y;
                    bestColumn = x;
                }
            }
        }
        if (max) {
            arena[inputGradient.index(channel, bestRow, bestColumn)] += gradient;
        }
    }
}
