package kinglet.train;

import java.util.Arrays;
import kinglet.kernels.TrainingKernels;
import kinglet.kernels.View;

/**
 * A batch norm in training (Ioffe and Szegedy 2015, algorithm 1): the statistics of the batch, the running ones, and both gradients. A frozen
 * one uses the running statistics and leaves them as they are; its scale and shift may still learn.
 */
final class Norm {
    private static final int LANES = View.LANES;

    private final TrainingKernels kernels;
    private final Values values;
    private final Learned weight;
    private final Learned bias;
    private final float[] runningMean;
    private final float[] runningVariance;
    private final double epsilon;
    private final double momentum;
    private final boolean frozen;
    private final double[][] means;
    private final double[][] squares;
    private final double[] inverse;
    private final double[] exactMean;
    private final double[] total;
    private final double[] totalProduct;

    /**
     * @param momentum the share of a batch in the running statistics
     * @param frozen whether the running statistics are used, and kept
     */
    Norm(
            Setting setting,
            Values values,
            Learned weight,
            Learned bias,
            float[] runningMean,
            float[] runningVariance,
            double epsilon,
            double momentum,
            boolean frozen) {
        this.kernels = setting.training();
        this.values = values;
        this.weight = weight;
        this.bias = bias;
        this.runningMean = runningMean;
        this.runningVariance = runningVariance;
        this.epsilon = epsilon;
        this.momentum = momentum;
        this.frozen = frozen;
        this.means = new double[setting.batch()][values.lanes()];
        this.squares = new double[setting.batch()][values.lanes()];
        this.inverse = new double[values.shape().channels()];
        this.exactMean = new double[inverse.length];
        this.total = new double[inverse.length];
        this.totalProduct = new double[inverse.length];
        if (!frozen && (long) setting.batch() * values.pixels() < 2) {
            throw new TrainingException(
                    "a batch norm needs more than one value a channel; use batches of at least 2 images");
        }
    }

    /** Whether the gradients of scale and shift, or those of the statistics, are needed. */
    boolean needsSums() {
        return !frozen || weight.learns() || bias.learns();
    }

    /** Whether it takes its statistics from the batch. */
    boolean usesBatch() {
        return !frozen;
    }

    /** Takes what a block of an image adds to the statistics. */
    void observe(int image, int block) {
        if (!frozen) {
            kernels.moments(
                    values.stored(),
                    values.at(image, block),
                    values.pixels(),
                    block * LANES,
                    means[image],
                    squares[image]);
        }
    }

    /** From the statistics to scale and shift. */
    void settle() {
        double count = (double) means.length * values.pixels();
        if (!frozen) {
            addMoments();
        }
        for (int c = 0; c < inverse.length; c++) {
            double mean = frozen ? runningMean[c] : exactMean[c];
            double variance = runningVariance[c];
            if (!frozen) {
                variance = total[c] / count;
                runningMean[c] += (float) (momentum * (mean - runningMean[c]));
                runningVariance[c] += (float) (momentum * (total[c] / (count - 1) - runningVariance[c]));
            }
            inverse[c] = 1 / Math.sqrt(variance + epsilon);
            exactMean[c] = mean;
            values.mean[c] = (float) mean;
            values.scale[c] = (float) (weight.values()[c] * inverse[c]);
            values.shift[c] = (float) (bias.values()[c] - mean * values.scale[c]);
        }
    }

    /** The means of all images, and the sums of the squares of the distances from them. */
    private void addMoments() {
        Arrays.fill(exactMean, 0);
        for (double[] of : means) {
            UnitRun.add(of, exactMean);
        }
        for (int c = 0; c < exactMean.length; c++) {
            exactMean[c] /= means.length;
        }
        Arrays.fill(total, 0);
        for (int i = 0; i < means.length; i++) {
            addSquares(squares[i], means[i]);
        }
    }

    private void addSquares(double[] of, double[] mean) {
        double pixels = values.pixels();
        for (int c = 0; c < total.length; c++) {
            double far = mean[c] - exactMean[c];
            total[c] += of[c] + pixels * far * far;
        }
    }

    /** From the sums of the gradient to those of scale and shift, and to what the head gets. */
    void settle(double[][] sums, double[][] products) {
        double count = (double) means.length * values.pixels();
        Arrays.fill(total, 0);
        Arrays.fill(totalProduct, 0);
        for (int i = 0; i < sums.length; i++) {
            UnitRun.add(sums[i], total);
            UnitRun.add(products[i], totalProduct);
        }
        for (int c = 0; c < inverse.length; c++) {
            double sum = total[c];
            double product = totalProduct[c];
            // What the sums were taken about is the mean as a float.
            double rounding = values.mean[c] - exactMean[c];
            product += rounding * sum;
            bias.gradient(c, sum);
            weight.gradient(c, product * inverse[c]);
            float factor = values.scale[c];
            values.factor[c] = factor;
            if (!frozen) {
                float slope = (float) (-factor * inverse[c] * inverse[c] * product / count);
                values.slope[c] = slope;
                // With these very factors the head's gradient sums up to zero.
                values.offset[c] = (float) (-factor * sum / count + slope * rounding);
            }
        }
    }

    /** What the head gets where no sums are needed. */
    void settleFrozen() {
        System.arraycopy(values.scale, 0, values.factor, 0, inverse.length);
    }
}
