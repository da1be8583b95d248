package kinglet.kernels;

/**
 * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3). With an even size the window has one more
 * channel before than behind, as in PyTorch.
 */
record PlainResponseNorm(View input, View output, int size, float alpha, float beta, float k, Partition partition)
        implements Step {

    static PlainResponseNorm prepare(View input, View output, int size, float alpha, float beta, float k) {
        Partition partition = Partition.byRows(output.height(), output.channelCount(), 200.0 * output.width());
        return new PlainResponseNorm(input, output, size, alpha, beta, k, partition);
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
                    double scale = k + alpha / size * squares(arena, c, y, x);
                    float value = arena[input.index(c, y, x)];
                    arena[output.index(c, y, x)] = (float) (value / power(scale));
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    /** The usual exponent without the usual power, which is 10 times slower than three roots. */
    private double power(double scale) {
        return beta == 0.75f ? Math.sqrt(scale) * Math.sqrt(Math.sqrt(scale)) : Math.pow(scale, beta);
    }

    private float squares(float[] arena, int channel, int row, int column) {
        int first = Math.max(0, channel - size / 2);
        int last = Math.min(input.channelCount() - 1, channel + (size - 1) / 2);
        float sum = 0;
        for (int c = first; c <= last; c++) {
            float value = arena[input.index(c, row, column)];
            sum += value * value;
        }
        return sum;
    }
}
