package kinglet.kernels;

/** Probabilities over the channels of each pixel. */
record PlainSoftmax(View input, View output, Partition partition) implements Step {

    static PlainSoftmax prepare(View input, View output) {
        Partition partition = Partition.byRows(output.height(), 1, 500.0 * output.width() * output.channelCount());
        return new PlainSoftmax(input, output, partition);
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int x = 0; x < output.width(); x++) {
                pixel(arena, y, x);
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private void pixel(float[] arena, int row, int column) {
        int channels = output.channelCount();
        float largest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < channels; c++) {
            largest = Math.max(largest, arena[input.index(c, row, column)]);
        }
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            float power = (float) Math.exp(arena[input.index(c, row, column)] - largest);
            arena[output.index(c, row, column)] = power;
            sum += power;
        }
        for (int c = 0; c < channels; c++) {
            arena[output.index(c, row, column)] /= (float) sum;
        }
    }
}
