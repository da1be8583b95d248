package kinglet.kernels;

/** The gradients of a convolution by their definitions, in double, over {@code [channel][row][column]}. */
final class DirectGradients {

    private DirectGradients() {}

    /** What is done for each pair of an output and an input that a weight joins. */
    private interface Pair {
        void at(int weight, int output, int row, int column, int input, int inputRow, int inputColumn);
    }

    static double[][][] input(Convolution c, float[][][] gradient) {
        double[][][] sums = new double[c.input().channelCount()][c.input().height()]
                [c.input().width()];
        each(
                c,
                (weight, output, row, column, input, y, x) ->
                        sums[input][y][x] += c.weights()[weight] * (double) gradient[output][row][column]);
        return sums;
    }

    static double[] weights(Convolution c, float[][][] values, float[][][] gradient) {
        double[] sums = new double[c.weights().length];
        each(
                c,
                (weight, output, row, column, input, y, x) ->
                        sums[weight] += values[input][y][x] * (double) gradient[output][row][column]);
        return sums;
    }

    private static void each(Convolution c, Pair pair) {
        int inputs = c.input().channelCount() / c.groups();
        int outputs = c.output().channelCount() / c.groups();
        int taps = c.kernelHeight() * c.kernelWidth();
        for (int weight = 0; weight < c.weights().length; weight++) {
            int output = weight / taps / inputs;
            int input = output / outputs * inputs + weight / taps % inputs;
            int down = weight % taps / c.kernelWidth() * c.dilationHeight() - c.padTop();
            int right = weight % c.kernelWidth() * c.dilationWidth() - c.padLeft();
            for (int row = 0; row < c.output().height(); row++) {
                for (int column = 0; column < c.output().width(); column++) {
                    int y = row * c.strideHeight() + down;
                    int x = column * c.strideWidth() + right;
                    if (y >= 0
                            && y < c.input().height()
                            && x >= 0
                            && x < c.input().width()) {
                        pair.at(weight, output, row, column, input, y, x);
                    }
                }
            }
        }
    }
}
