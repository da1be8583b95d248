package kinglet.engine;

import kinglet.graph.Dropout;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.StochasticDepth;

/** Leaves out what only training needs. */
final class DropTrainingOps implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            boolean output = model.network().outputs().contains(node);
            if ((node.op() instanceof Dropout || node.op() instanceof StochasticDepth) && !output) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }
}
