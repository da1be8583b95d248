package kinglet.kernels;

/** {@link TrainingKernels#sumOfProducts} by its definition. */
record PlainSumOfProducts(View left, View right, View output, Partition partition) implements Step {

    static Step prepare(View left, View right, View output) {
        double work = 4.0 * left.height() * left.width();
        return new PlainSumOfProducts(left, right, output, Partition.byTiles(1, left.channelCount(), work));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int c = partition.tileFrom(part); c < partition.tileTo(part); c++) {
            double sum = 0;
            for (int y = 0; y < left.height(); y++) {
                for (int x = 0; x < left.width(); x++) {
                    sum += (double) arena[left.index(c, y, x)] * arena[right.index(c, y, x)];
                }
            }
            arena[output.index(c, 0, 0)] = (float) sum;
        }
        Borders.zero(arena, output, partition, part);
    }
}
