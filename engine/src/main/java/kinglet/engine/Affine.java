package kinglet.engine;

import kinglet.graph.BatchNorm;
import kinglet.graph.Node;

/** A batch norm after training, as {@code x * scale[c] + shift[c]}. */
final class Affine {

    private Affine() {}

    static double[] scale(Rewriter rewriter, Node norm) {
        return scale(
                ((BatchNorm) norm.op()).epsilon(),
                rewriter.values(norm, "weight"),
                rewriter.values(norm, "running_var"));
    }

    static double[] shift(Rewriter rewriter, Node norm, double[] scale) {
        return shift(scale, rewriter.values(norm, "bias"), rewriter.values(norm, "running_mean"));
    }

    static double[] scale(double epsilon, float[] weight, float[] variance) {
        double[] scale = new double[weight.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = weight[c] / Math.sqrt(variance[c] + epsilon);
        }
        return scale;
    }

    static double[] shift(double[] scale, float[] bias, float[] mean) {
        double[] shift = new double[scale.length];
        for (int c = 0; c < shift.length; c++) {
            shift[c] = bias[c] - mean[c] * scale[c];
        }
        return shift;
    }
}
