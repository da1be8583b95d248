package kinglet.engine;

import java.util.Set;
import java.util.stream.Collectors;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.kernels.View.Border;

/**
 * Folds a batch norm that could not be folded backwards into the products that read it: each weight is scaled by its input's scale, and
 * the shifts, weighted and summed, join the bias; in double precision. A convolution that reads zeros around the picture cannot take
 * a norm, because those are not shifted.
 */
final class FoldNormsForward implements Pass {

    @Override
    public Model apply(Model model) {
        Model folded = model;
        Set<Node> norms = foldable(folded.network());
        while (!norms.isEmpty()) {
            folded = once(folded, norms);
            norms = foldable(folded.network());
        }
        return folded;
    }

    private static Set<Node> foldable(Network network) {
        return network.nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm
                        && !network.outputs().contains(node)
                        && network.consumers(node).stream().allMatch(FoldNormsForward::takesNorm))
                .collect(Collectors.toSet());
    }

    private static boolean takesNorm(Node node) {
        return switch (node.op()) {
            case Linear _ -> true;
            case Conv2d conv ->
                Borders.needed(conv.window(), node.input().shape(), node.shape())
                        .equals(Border.NONE);
            default -> false;
        };
    }

    private static Model once(Model model, Set<Node> norms) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            if (norms.contains(node)) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else if (!node.inputs().isEmpty() && norms.contains(node.input())) {
                fold(rewriter, node.input(), node);
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static void fold(Rewriter rewriter, Node norm, Node product) {
        Op op = product.op();
        int outputs = product.shape().channels();
        int groupOutputs = op instanceof Conv2d conv ? outputs / conv.groups() : outputs;
        int groupInputs = op instanceof Conv2d conv
                ? norm.shape().channels() / conv.groups()
                : norm.shape().channels();
        double[] scale = Affine.scale(rewriter, norm);
        double[] shift = Affine.shift(rewriter, norm, scale);
        float[] weights = rewriter.values(product, "weight").clone();
        float[] bias = rewriter.bias(product);
        int each = weights.length / outputs;
        int taps = each / groupInputs;
        for (int o = 0; o < outputs; o++) {
            double sum = bias[o];
            for (int i = 0; i < each; i++) {
                int channel = o / groupOutputs * groupInputs + i / taps;
                sum += weights[o * each + i] * shift[channel];
                weights[o * each + i] = (float) (weights[o * each + i] * scale[channel]);
            }
            bias[o] = (float) sum;
        }
        rewriter.product(product, weights, bias);
    }
}
