package kinglet.engine;

import java.util.Set;
import java.util.stream.Collectors;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Tensor;

/**
 * Folds a batch norm into the convolution or fully connected layer before it: the weights of an output are scaled by
 * {@code weight / sqrt(var + epsilon)}, in double precision, and what is left becomes its bias.
 */
final class FoldBatchNorm implements Pass {

    @Override
    public Model apply(Model model) {
        Model folded = model;
        while (!foldable(folded.network()).isEmpty()) {
            folded = once(folded);
        }
        return folded;
    }

    /** The batch norms that directly follow a product that nothing else reads. */
    private static Set<Node> foldable(Network network) {
        return network.nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm
                        && (node.input().op() instanceof Conv2d || node.input().op() instanceof Linear)
                        && network.consumers(node.input()).size() == 1
                        && !network.outputs().contains(node.input()))
                .collect(Collectors.toSet());
    }

    private static Model once(Model model) {
        Rewriter rewriter = new Rewriter(model);
        Set<Node> norms = foldable(model.network());
        for (Node node : model.network().nodes()) {
            if (norms.contains(node)) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else if (model.network().consumers(node).size() == 1
                    && norms.contains(model.network().consumers(node).getFirst())) {
                fold(rewriter, node, model.network().consumers(node).getFirst());
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static void fold(Rewriter rewriter, Node product, Node norm) {
        int outputs = norm.shape().channels();
        Tensor unfolded = rewriter.tensor(product, "weight");
        float[] bias = rewriter.bias(product);
        double[] scale = Affine.scale(rewriter, norm);
        double[] shift = Affine.shift(rewriter, norm, scale);
        for (int o = 0; o < outputs; o++) {
            bias[o] = (float) (bias[o] * scale[o] + shift[o]);
        }
        // Scaled when it is packed, by many threads, and not kept beside what is packed of it.
        rewriter.product(product, Tensor.lazy(() -> scaled(unfolded.copy(), scale), unfolded.dims()), bias);
    }

    private static float[] scaled(float[] weights, double[] scale) {
        int each = weights.length / scale.length;
        for (int o = 0; o < scale.length; o++) {
            for (int i = o * each; i < (o + 1) * each; i++) {
                weights[i] = (float) (weights[i] * scale[o]);
            }
        }
        return weights;
    }
}
