package kinglet.engine;

import java.util.List;
import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Tensor;

/** Multiplies the mask of a learned group convolution into its weights, which makes it a pointwise convolution. */
final class DenseLearnedGroups implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            if (node.op() instanceof LearnedGroupConv2d learned) {
                float[] weights = rewriter.values(node, "weight").clone();
                float[] mask = rewriter.values(node, "mask");
                for (int i = 0; i < weights.length; i++) {
                    weights[i] *= mask[i];
                }
                int in = node.input().shape().channels();
                rewriter.tensor(node.name() + ".weight", Tensor.of(weights, learned.outChannels(), in, 1, 1));
                rewriter.put(node, Conv2d.pointwise(learned.outChannels()), rewriter.now(List.of(node.input())));
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }
}
