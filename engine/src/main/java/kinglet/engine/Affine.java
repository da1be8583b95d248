package kinglet.engine;

import kinglet.graph.BatchNorm;
import kinglet.graph.Node;

/** A batch norm after training, as {@code x * scale[c] + shift[c]}. */
final class Affine {

    private Affine() {}

    static double[] scale(Rewriter rewriter, Node norm) {
        double epsilon = ((BatchNorm) norm.op()).epsilon();
        float[] weight = rewriter.values(norm, "weight");
        float[] variance = rewriter.values(norm, "running_var");
        double[] scale = new double[weight.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = weight[c] / Math.sqrt(variance[c] + epsilon);
        }
        return scale;
    }

    static double[] shift(Rewriter rewriter, Node norm, double[] scale) {
        float[] bias = rewriter.values(norm, "bias");
        float[] mean = rewriter.values(norm, "running_mean");
        double[] shift = new double[scale.length];
        for (int c = 0; c < shift.length; c++) {
            shift[c] = bias[c] - mean[c] * scale[c];
        }
        return shift;
    }
}
