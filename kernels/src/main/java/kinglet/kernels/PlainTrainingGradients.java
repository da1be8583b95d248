package kinglet.kernels;

import java.util.Arrays;

/** The moments of what is stored, and the way back through a batch norm and its activation, a piece at a time. */
final class PlainTrainingGradients {

    private static final int LANES = View.LANES;
    private static final int PIXELS = PlainTrainingValues.PIXELS;

    private PlainTrainingGradients() {}

    /** {@link TrainingKernels#moments} */
    static void moments(float[] stored, int at, int pixels, int lane, double[] means, double[] squares) {
        Arrays.fill(means, lane, lane + LANES, 0);
        Arrays.fill(squares, lane, lane + LANES, 0);
        for (int x = 0; x < pixels; x++) {
            for (int k = 0; k < LANES; k++) {
                means[lane + k] += stored[at + x * LANES + k];
            }
        }
        for (int k = lane; k < lane + LANES; k++) {
            means[k] /= pixels;
        }
        for (int x = 0; x < pixels; x++) {
            for (int k = 0; k < LANES; k++) {
                double distance = stored[at + x * LANES + k] - means[lane + k];
                squares[lane + k] += distance * distance;
            }
        }
    }

    /** {@link TrainingKernels#gradientSums} */
    static void gradientSums(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            int pixels,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            double[] sums,
            double[] products) {
        float[][] rows = rows(scale, shift, lane, Math.min(PIXELS, pixels));
        for (int x = 0; x < pixels; x += PIXELS) {
            int count = Math.min(PIXELS, pixels - x);
            int from = at + x * LANES;
            activationGradient(stored, from, gradient, gradientAt + x * LANES, count, activation, rows);
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < LANES; k++) {
                    float dy = rows[0][i * LANES + k];
                    sums[lane + k] += dy;
                    products[lane + k] += dy * (double) (stored[from + i * LANES + k] - mean[lane + k]);
                }
            }
        }
    }

    /** {@link TrainingKernels#gradient} */
    static void gradient(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            float[] factor,
            float[] slope,
            float[] offset,
            float[] arena,
            Plane to) {
        float[][] rows = rows(scale, shift, lane, Math.min(PIXELS, to.width()));
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x += PIXELS) {
                int count = Math.min(PIXELS, to.width() - x);
                int pixel = (y * to.width() + x) * LANES;
                activationGradient(stored, at + pixel, gradient, gradientAt + pixel, count, activation, rows);
                for (int i = 0; i < count; i++) {
                    for (int k = 0; k < LANES; k++) {
                        float distance = stored[at + pixel + i * LANES + k] - mean[lane + k];
                        float term = slope[lane + k] * distance + offset[lane + k];
                        rows[0][i * LANES + k] = factor[lane + k] * rows[0][i * LANES + k] + term;
                    }
                }
                int place = to.place() + y * to.rowStride() + x * to.pixelStride();
                PlainTrainingValues.put(rows[0], count, arena, place, to, false);
            }
        }
    }

    /** Rows for {@link #activationGradient}: its result, the scale, the shift, and the gradient. */
    private static float[][] rows(float[] scale, float[] shift, int lane, int pixels) {
        float[][] rows = PlainScratch.own().sums(4);
        PlainTrainingValues.repeat(scale, lane, rows[1], pixels);
        PlainTrainingValues.repeat(shift, lane, rows[2], pixels);
        return rows;
    }

    /** {@code gradient * activation'(scale * stored + shift)} */
    private static void activationGradient(
            float[] stored, int at, float[] gradient, int gradientAt, int count, Post activation, float[][] rows) {
        int length = count * LANES;
        System.arraycopy(stored, at, rows[0], 0, length);
        System.arraycopy(gradient, gradientAt, rows[3], 0, length);
        PlainRows.map(rows[0], rows[1], rows[2], length);
        Derivatives.apply(activation, rows[0], length);
        PlainRows.multiply(rows[0], rows[3], length);
    }
}
