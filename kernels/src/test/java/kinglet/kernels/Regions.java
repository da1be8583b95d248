package kinglet.kernels;

/** The definitions of what is no convolution and no pool by windows, in double. */
final class Regions {

    interface Place {
        void at(int channel, int row, int column);
    }

    private Regions() {}

    static void each(double[][][] y, Place place) {
        for (int c = 0; c < y.length; c++) {
            for (int row = 0; row < y[c].length; row++) {
                for (int column = 0; column < y[c][row].length; column++) {
                    place.at(c, row, column);
                }
            }
        }
    }

    static double[][][] doubles(float[][][] x) {
        double[][][] y = new double[x.length][x[0].length][x[0][0].length];
        each(y, (c, row, column) -> y[c][row][column] = x[c][row][column]);
        return y;
    }

    static double[][][] pool(float[][][] x, int height, int width, boolean max) {
        double[][][] y = new double[x.length][height][width];
        int rows = x[0].length;
        int columns = x[0][0].length;
        each(y, (c, row, column) -> {
            int top = (int) Math.floor((double) row * rows / height);
            int bottom = (int) Math.ceil((double) (row + 1) * rows / height);
            int left = (int) Math.floor((double) column * columns / width);
            int right = (int) Math.ceil((double) (column + 1) * columns / width);
            double sum = 0;
            double best = Double.NEGATIVE_INFINITY;
            for (int i = top; i < bottom; i++) {
                for (int j = left; j < right; j++) {
                    sum += x[c][i][j];
                    best = Math.max(best, x[c][i][j]);
                }
            }
            y[c][row][column] = max ? best : sum / (bottom - top) / (right - left);
        });
        return y;
    }

    static double[][][] softmax(float[][][] x) {
        double[][][] y = new double[x.length][x[0].length][x[0][0].length];
        each(y, (c, row, column) -> {
            double sum = 0;
            for (float[][] plane : x) {
                sum += Math.exp(plane[row][column] - x[c][row][column]);
            }
            y[c][row][column] = 1 / sum;
        });
        return y;
    }

    static double[][][] responseNorm(float[][][] x, int size, double alpha, double beta, double k) {
        double[][][] y = new double[x.length][x[0].length][x[0][0].length];
        each(y, (c, row, column) -> {
            double sum = 0;
            for (int i = c - size / 2; i < c - size / 2 + size; i++) {
                sum += i >= 0 && i < x.length ? Math.pow(x[i][row][column], 2) : 0;
            }
            y[c][row][column] = x[c][row][column] / Math.pow(k + alpha * sum / size, beta);
        });
        return y;
    }

    static double[][][] nearest(float[][][] x, int height, int width) {
        double[][][] y = new double[x.length][height][width];
        each(
                y,
                (c, row, column) ->
                        y[c][row][column] = x[c][row * x[c].length / height][column * x[c][0].length / width]);
        return y;
    }

    static double[][][] bilinear(float[][][] x, int height, int width) {
        double[][][] y = new double[x.length][height][width];
        each(y, (c, row, column) -> {
            double down = Math.clamp((row + 0.5) * x[c].length / height - 0.5, 0, x[c].length - 1);
            double right = Math.clamp((column + 0.5) * x[c][0].length / width - 0.5, 0, x[c][0].length - 1);
            double sum = 0;
            for (int i = 0; i < x[c].length; i++) {
                for (int j = 0; j < x[c][i].length; j++) {
                    sum += x[c][i][j] * Math.max(0, 1 - Math.abs(i - down)) * Math.max(0, 1 - Math.abs(j - right));
                }
            }
            y[c][row][column] = sum;
        });
        return y;
    }
}
