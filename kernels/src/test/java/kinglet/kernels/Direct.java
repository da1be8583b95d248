package kinglet.kernels;

import java.util.List;

/** The definitions, in double, over {@code [channel][row][column]}. */
final class Direct {

    private Direct() {}

    static double[][][] convolution(Convolution c, float[][][] x) {
        int height = c.output().height();
        int width = c.output().width();
        int groupInputs = x.length / c.groups();
        int groupOutputs = c.output().channelCount() / c.groups();
        double[][][] y = new double[c.output().channelCount()][height][width];
        for (int n = 0; n < y.length; n++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = c.bias()[n];
                    int at = n * groupInputs * c.kernelHeight() * c.kernelWidth();
                    for (int k = 0; k < groupInputs; k++) {
                        for (int i = 0; i < c.kernelHeight(); i++) {
                            for (int j = 0; j < c.kernelWidth(); j++) {
                                int from = row * c.strideHeight() - c.padTop() + i * c.dilationHeight();
                                int across = column * c.strideWidth() - c.padLeft() + j * c.dilationWidth();
                                sum += c.weights()[at++] * read(x[n / groupOutputs * groupInputs + k], from, across);
                            }
                        }
                    }
                    y[n][row][column] = sum;
                }
            }
        }
        return y;
    }

    private static double read(float[][] plane, int y, int x) {
        return y >= 0 && y < plane.length && x >= 0 && x < plane[y].length ? plane[y][x] : 0;
    }

    static double[][][] pool(Pooling p, float[][][] x) {
        double[][][] y = new double[x.length][p.output().height()][p.output().width()];
        for (int c = 0; c < x.length; c++) {
            for (int row = 0; row < p.output().height(); row++) {
                for (int column = 0; column < p.output().width(); column++) {
                    y[c][row][column] = window(p, x[c], row * p.strideHeight(), column * p.strideWidth());
                }
            }
        }
        return y;
    }

    /** One window; rows and columns are counted from the edge of the padding. */
    private static double window(Pooling p, float[][] plane, int top, int left) {
        int height = plane.length;
        int width = plane[0].length;
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int inside = 0;
        int padded = 0;
        for (int i = 0; i < p.kernelHeight(); i++) {
            for (int j = 0; j < p.kernelWidth(); j++) {
                int y = top + i * p.dilationHeight();
                int x = left + j * p.dilationWidth();
                if (y < height + p.padTop() + p.padBottom() && x < width + p.padLeft() + p.padRight()) {
                    padded++;
                }
                if (y >= p.padTop() && y < p.padTop() + height && x >= p.padLeft() && x < p.padLeft() + width) {
                    inside++;
                    double value = plane[y - p.padTop()][x - p.padLeft()];
                    best = Math.max(best, value);
                    sum += value;
                }
            }
        }
        return p.max() ? best : sum / (p.countPadding() ? padded : inside);
    }

    /** Posts in place. */
    static double[][][] posts(List<Post> posts, double[][][] y, float[][][] residual) {
        for (Post post : posts) {
            for (int c = 0; c < y.length; c++) {
                for (int row = 0; row < y[c].length; row++) {
                    for (int column = 0; column < y[c][row].length; column++) {
                        double x = y[c][row][column];
                        y[c][row][column] = post instanceof Post.Add ? x + residual[c][row][column] : apply(post, x);
                    }
                }
            }
        }
        return y;
    }

    static double apply(Post post, double x) {
        return switch (post) {
            case Post.Clamp(float low, float high) -> x < low ? low : x > high ? high : x;
            case Post.Leaky(float slope) -> x < 0 ? slope * x : x;
            case Post.Sigmoid() -> 1 / (1 + Math.exp(-x));
            case Post.HardSigmoid(float scale, float offset) -> Math.clamp(scale * x + offset, 0, 1);
            case Post.Swish() -> x / (1 + Math.exp(-x));
            case Post.HardSwish() -> x * Math.clamp(x + 3, 0, 6) / 6;
            case Post.Tanh() -> Math.tanh(x);
            case Post.Add(View residual) -> throw new IllegalArgumentException(residual.toString());
        };
    }
}
