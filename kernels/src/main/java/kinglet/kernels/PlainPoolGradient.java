package kinglet.kernels;

/** {@link TrainingKernels#poolGradient} by its definition: each window gives its share to the pixels that it saw. */
record PlainPoolGradient(Pooling pooling, View outputGradient, View inputGradient, Partition partition)
        implements Step {

    static Step prepare(Pooling pooling, View outputGradient, View inputGradient) {
        double taps = pooling.kernelHeight() * pooling.kernelWidth();
        double work = 8.0 * taps * outputGradient.height() * outputGradient.width();
        Partition partition = Partition.byTiles(1, inputGradient.channelCount(), work);
        return new PlainPoolGradient(pooling, outputGradient, inputGradient, partition);
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int c = partition.tileFrom(part); c < partition.tileTo(part); c++) {
            PlainRegionGradient.zero(arena, inputGradient, c);
            for (int y = 0; y < outputGradient.height(); y++) {
                for (int x = 0; x < outputGradient.width(); x++) {
                    if (pooling.max()) {
                        maximum(arena, c, y, x);
                    } else {
                        mean(arena, c, y, x);
                    }
                }
            }
        }
        Borders.zero(arena, inputGradient, partition, part, 0, inputGradient.height());
    }

    private void maximum(float[] arena, int channel, int row, int column) {
        View input = pooling.input();
        float best = Float.NEGATIVE_INFINITY;
        int to = -1;
        for (int i = 0; i < pooling.kernelHeight(); i++) {
            int y = row * pooling.strideHeight() - pooling.padTop() + i * pooling.dilationHeight();
            for (int j = 0; j < pooling.kernelWidth() && y >= 0 && y < input.height(); j++) {
                int x = column * pooling.strideWidth() - pooling.padLeft() + j * pooling.dilationWidth();
                if (x >= 0 && x < input.width() && (to < 0 || arena[input.index(channel, y, x)] > best)) {
                    best = arena[input.index(channel, y, x)];
                    to = inputGradient.index(channel, y, x);
                }
            }
        }
        if (to >= 0) {
            arena[to] += arena[outputGradient.index(channel, row, column)];
        }
    }

    private void mean(float[] arena, int channel, int row, int column) {
        int taps = Math.max(1, PlainPool.rowTaps(pooling, row) * PlainPool.columnTaps(pooling, column));
        float share = arena[outputGradient.index(channel, row, column)] / taps;
        for (int i = 0; i < pooling.kernelHeight(); i++) {
            int y = row * pooling.strideHeight() - pooling.padTop() + i * pooling.dilationHeight();
            for (int j = 0; j < pooling.kernelWidth() && y >= 0 && y < inputGradient.height(); j++) {
                int x = column * pooling.strideWidth() - pooling.padLeft() + j * pooling.dilationWidth();
                if (x >= 0 && x < inputGradient.width()) {
                    arena[inputGradient.index(channel, y, x)] += share;
                }
            }
        }
    }
}
