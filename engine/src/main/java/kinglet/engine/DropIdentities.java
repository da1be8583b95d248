package kinglet.engine;

import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Pool;

/** Leaves out pools whose windows are single pixels, as AlexNet's is at its usual resolution. */
final class DropIdentities implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            if (isIdentity(node) && !model.network().outputs().contains(node)) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static boolean isIdentity(Node node) {
        return switch (node.op()) {
            case Pool pool ->
                pool.window().isPointwise()
                        && pool.window().strideHeight() * pool.window().strideWidth() == 1
                        && pool.window().padding(node.input().shape()).isNone();
            case AdaptiveAveragePool _ -> node.shape().equals(node.input().shape());
            default -> false;
        };
    }
}
