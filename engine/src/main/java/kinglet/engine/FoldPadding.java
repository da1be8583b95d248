package kinglet.engine;

import java.util.List;
import kinglet.graph.Conv2d;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Padding.Explicit;

/** Gives the zeros of a pad to the convolution that reads it. */
final class FoldPadding implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            if (node.op() instanceof Pad pad && folds(rewriter, model, node, pad)) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else if (node.op() instanceof Conv2d conv
                    && node.input().op() instanceof Pad pad
                    && folds(rewriter, model, node.input(), pad)) {
                node.parameters()
                        .forEach(p -> rewriter.tensor(p.name(), model.weights().tensor(p.name())));
                Explicit own = conv.window().padding(node.input().shape());
                rewriter.put(node, conv.padding(sum(own, pad.padding())), rewriter.now(List.of(node.input())));
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static boolean folds(Rewriter rewriter, Model model, Node node, Pad pad) {
        Explicit p = pad.padding();
        return pad.mode() == Pad.Mode.CONSTANT
                && pad.value() == 0
                && Math.min(Math.min(p.top(), p.bottom()), Math.min(p.left(), p.right())) >= 0
                && rewriter.hasOneReader(node)
                && model.network().consumers(node).getFirst().op() instanceof Conv2d;
    }

    private static Padding sum(Explicit a, Explicit b) {
        return new Explicit(a.top() + b.top(), a.left() + b.left(), a.bottom() + b.bottom(), a.right() + b.right());
    }
}
