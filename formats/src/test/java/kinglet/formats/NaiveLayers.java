package kinglet.formats;

import kinglet.graph.Tensor;

/** Layers as TensorFlow defines them, in loops over rows, columns, channels. */
final class NaiveLayers {

    private NaiveLayers() {}

    static float[] channelsLast(Tensor image) {
        int c = image.dim(1);
        int area = image.dim(2) * image.dim(3);
        float[] last = new float[c * area];
        for (int i = 0; i < last.length; i++) {
            last[i % area * c + i / area] = image.data()[i];
        }
        return last;
    }

    static float[] channelsFirst(float[] last, int height, int width, int channels) {
        float[] first = new float[last.length];
        for (int i = 0; i < last.length; i++) {
            first[i % channels * height * width + i / channels] = last[i];
        }
        return first;
    }

    /** {@code kernel} is [inputs, outputs]. */
    static float[] dense(float[] x, float[] kernel, float[] bias) {
        float[] y = bias.clone();
        for (int i = 0; i < x.length; i++) {
            for (int o = 0; o < y.length; o++) {
                y[o] += x[i] * kernel[i * y.length + o];
            }
        }
        return y;
    }

    /** Without padding; {@code kernel} is [rows, columns, channels, multiplier]. */
    static float[] depthwise(
            float[] x, int h, int w, int c, float[] kernel, int rows, int columns, int multiplier, int stride) {
        int height = (h - rows) / stride + 1;
        int width = (w - columns) / stride + 1;
        float[] y = new float[height * width * c * multiplier];
        for (int i = 0; i < y.length; i++) {
            int m = i % multiplier;
            int channel = i / multiplier % c;
            int column = i / multiplier / c % width * stride;
            int row = i / multiplier / c / width * stride;
            for (int a = 0; a < rows; a++) {
                for (int b = 0; b < columns; b++) {
                    y[i] += x[((row + a) * w + column + b) * c + channel]
                            * kernel[((a * columns + b) * c + channel) * multiplier + m];
                }
            }
        }
        return y;
    }

    /** {@code kernel} is [inputs, outputs]. */
    static float[] pointwise(float[] x, int inputs, float[] kernel) {
        int outputs = kernel.length / inputs;
        float[] y = new float[x.length / inputs * outputs];
        for (int i = 0; i < y.length; i++) {
            for (int c = 0; c < inputs; c++) {
                y[i] += x[i / outputs * inputs + c] * kernel[c * outputs + i % outputs];
            }
        }
        return y;
    }

    static void bias(float[] y, float[] bias) {
        for (int i = 0; i < y.length; i++) {
            y[i] += bias[i % bias.length];
        }
    }
}
