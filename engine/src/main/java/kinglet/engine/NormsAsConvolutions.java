package kinglet.engine;

import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Tensor;

/**
 * Turns what norms are left into depthwise convolutions of one tap, whose kernels clamp a value before they write it: with ReLU twice as
 * fast as a norm and a clamp one after the other.
 */
final class NormsAsConvolutions implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            int channels = node.shape().channels();
            if (node.op() instanceof BatchNorm) {
                double[] scale = Affine.scale(rewriter, node);
                double[] shift = Affine.shift(rewriter, node, scale);
                float[] weights = new float[channels];
                float[] bias = new float[channels];
                for (int c = 0; c < channels; c++) {
                    weights[c] = (float) scale[c];
                    bias[c] = (float) shift[c];
                }
                rewriter.tensor(node.name() + ".weight", Tensor.of(weights, channels, 1, 1, 1));
                rewriter.tensor(node.name() + ".bias", Tensor.of(bias, channels));
                rewriter.put(node, Conv2d.pointwise(channels).groups(channels).withBias(), rewriter.now(node.inputs()));
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }
}
