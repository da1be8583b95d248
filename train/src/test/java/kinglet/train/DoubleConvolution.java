package kinglet.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Shape;
import kinglet.graph.Window;

/**
 * A convolution and its gradients in doubles, as products of matrices: what a tap of a channel reads is a row, with a column for each pixel of each
 * image.
 */
record DoubleConvolution(int images, Shape in, Shape out, Window window, int groups) {

    private int columns() {
        return images * pixels();
    }

    private int pixels() {
        return out.height() * out.width();
    }

    /** Rows that an output channel reads, which is how many weights it has. */
    private int rowsOfGroup() {
        return in.channels() / groups * window.taps();
    }

    private int firstRow(int output) {
        return output / (out.channels() / groups) * rowsOfGroup();
    }

    double[] apply(double[] x, double[] weights, double[] bias) {
        double[][] rows = rows(x);
        double[] y = new double[images * out.size()];
        IntStream.range(0, out.channels()).parallel().forEach(o -> {
            double[] sums = new double[columns()];
            Arrays.fill(sums, bias[o]);
            for (int k = 0; k < rowsOfGroup(); k++) {
                add(weights[o * rowsOfGroup() + k], rows[firstRow(o) + k], sums);
            }
            for (int image = 0; image < images; image++) {
                System.arraycopy(sums, image * pixels(), y, outputAt(image, o), pixels());
            }
        });
        return y;
    }

    /** Adds the gradient by the weights to what is there. */
    void weightGradient(double[] x, double[] dy, double[] gradient) {
        double[][] rows = rows(x);
        IntStream.range(0, out.channels()).parallel().forEach(o -> {
            double[] of = outputs(dy, o);
            for (int k = 0; k < rowsOfGroup(); k++) {
                gradient[o * rowsOfGroup() + k] += product(of, rows[firstRow(o) + k]);
            }
        });
    }

    double[] inputGradient(double[] weights, double[] dy) {
        double[][] outputs =
                IntStream.range(0, out.channels()).mapToObj(o -> outputs(dy, o)).toArray(double[][]::new);
        double[] dx = new double[images * in.size()];
        int outGroup = out.channels() / groups;
        IntStream.range(0, in.channels()).parallel().forEach(channel -> {
            double[] sums = new double[columns()];
            for (int tap = 0; tap < window.taps(); tap++) {
                int row = channel * window.taps() + tap;
                int group = row / rowsOfGroup();
                Arrays.fill(sums, 0);
                for (int o = group * outGroup; o < (group + 1) * outGroup; o++) {
                    add(weights[o * rowsOfGroup() + row % rowsOfGroup()], outputs[o], sums);
                }
                int[] read = read(row);
                for (int i = 0; i < read.length; i++) {
                    if (read[i] >= 0) {
                        dx[read[i]] += sums[i];
                    }
                }
            }
        });
        return dx;
    }

    private double[][] rows(double[] x) {
        return IntStream.range(0, in.channels() * window.taps())
                .parallel()
                .mapToObj(row -> Arrays.stream(read(row))
                        .mapToDouble(i -> i < 0 ? 0 : x[i])
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Where a tap of a channel reads, column by column; below 0 in the padding. */
    private int[] read(int row) {
        Explicit pad = window.padding(in);
        int channel = row / window.taps();
        int top = row % window.taps() / window.kernelWidth() * window.dilationHeight() - pad.top();
        int left = row % window.kernelWidth() * window.dilationWidth() - pad.left();
        int[] read = new int[columns()];
        for (int i = 0; i < read.length; i++) {
            int y = i % pixels() / out.width() * window.strideHeight() + top;
            int x = i % out.width() * window.strideWidth() + left;
            boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
            read[i] = inside ? ((i / pixels() * in.channels() + channel) * in.height() + y) * in.width() + x : -1;
        }
        return read;
    }

    private double[] outputs(double[] y, int channel) {
        double[] all = new double[columns()];
        for (int image = 0; image < images; image++) {
            System.arraycopy(y, outputAt(image, channel), all, image * pixels(), pixels());
        }
        return all;
    }

    private int outputAt(int image, int channel) {
        return (image * out.channels() + channel) * pixels();
    }

    private static void add(double factor, double[] of, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * of[i];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
