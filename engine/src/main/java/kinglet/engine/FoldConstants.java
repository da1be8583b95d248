package kinglet.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.Constant;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Tensor;

/**
 * Turns the sum or product of an activation and one constant a channel into a batch norm that has nothing to normalise, so that
 * {@link FoldBatchNorm} can fold it into a convolution.
 */
final class FoldConstants implements Pass {

    @Override
    public Model apply(Model model) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            Optional<Node> constant = constant(node);
            if (constant.isPresent()) {
                fold(rewriter, node, constant.get());
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    private static Optional<Node> constant(Node node) {
        if (!(node.op() instanceof Add || node.op() instanceof Multiply)
                || node.inputs().size() != 2) {
            return Optional.empty();
        }
        return node.inputs().stream()
                .filter(n -> n.op() instanceof Constant && n.shape().isVector())
                .filter(n -> !(other(node, n).op() instanceof Constant)
                        && other(node, n).shape().equals(node.shape()))
                .findFirst();
    }

    private static Node other(Node node, Node constant) {
        return node.inputs().getFirst() == constant
                ? node.inputs().getLast()
                : node.inputs().getFirst();
    }

    private static void fold(Rewriter rewriter, Node node, Node constant) {
        int channels = node.shape().channels();
        float[] value = rewriter.values(constant, "value");
        float[] each = value.length == channels ? value : filled(channels, value[0]);
        boolean sum = node.op() instanceof Add;
        rewriter.tensor(node.name() + ".weight", Tensor.of(sum ? filled(channels, 1) : each, channels));
        rewriter.tensor(node.name() + ".bias", Tensor.of(sum ? each : filled(channels, 0), channels));
        rewriter.tensor(node.name() + ".running_mean", Tensor.zeros(channels));
        rewriter.tensor(node.name() + ".running_var", Tensor.of(filled(channels, 1), channels));
        rewriter.put(node, new BatchNorm(0), rewriter.now(List.of(other(node, constant))));
    }

    private static float[] filled(int length, float value) {
        float[] array = new float[length];
        Arrays.fill(array, value);
        return array;
    }
}
