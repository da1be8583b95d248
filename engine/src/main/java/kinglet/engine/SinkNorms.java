package kinglet.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.BatchNorm;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Padding.Explicit;
import kinglet.graph.Parameter;
import kinglet.graph.Pool;
import kinglet.graph.Tensor;
import kinglet.graph.Window;

/**
 * Moves a batch norm behind the pool or flatten that reads it: there are fewer values to scale there, and perhaps a product that takes it
 * along ({@link FoldNormsForward}). A mean commutes with any norm, a maximum with one that turns no channel around.
 */
final class SinkNorms implements Pass {

    @Override
    public Model apply(Model model) {
        Model sunk = model;
        Map<Node, Node> moves = moves(sunk);
        while (!moves.isEmpty()) {
            sunk = once(sunk, moves);
            moves = moves(sunk);
        }
        return sunk;
    }

    /** The norms that can go behind a pool, by that pool. */
    private static Map<Node, Node> moves(Model model) {
        Network network = model.network();
        Map<Node, Node> moves = new IdentityHashMap<>();
        for (Node node : network.nodes()) {
            if (node.op() instanceof BatchNorm
                    && network.consumers(node).size() == 1
                    && !network.outputs().contains(node)
                    && (feedsLayers(network, network.consumers(node).getFirst())
                            || commutes(model, network.consumers(node).getFirst()))) {
                moves.put(network.consumers(node).getFirst(), node);
            }
        }
        return moves;
    }

    private static boolean feedsLayers(Network network, Node flatten) {
        return flatten.op() instanceof Flatten
                && !network.outputs().contains(flatten)
                && network.consumers(flatten).stream().allMatch(reader -> reader.op() instanceof Linear);
    }

    private static boolean commutes(Model model, Node pool) {
        if (pool.shape().area() >= pool.input().shape().area()) {
            return false;
        }
        return switch (pool.op()) {
            case GlobalPool(var kind) -> kind == Pool.Kind.AVERAGE || turnsNoChannel(model, pool.input());
            case AdaptiveAveragePool _ -> true;
            case Pool window ->
                everyWindowSeesTheInput(pool, window.window())
                        && (window.kind() == Pool.Kind.MAX
                                ? turnsNoChannel(model, pool.input())
                                : countsNoPadding(pool, window));
            default -> false;
        };
    }

    private static boolean turnsNoChannel(Model model, Node norm) {
        for (float scale : model.weights().tensor(norm.name() + ".weight").data()) {
            if (!(scale >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean countsNoPadding(Node node, Pool pool) {
        return !pool.countPadding()
                || pool.window().padding(node.input().shape()).isNone();
    }

    private static boolean everyWindowSeesTheInput(Node node, Window window) {
        Explicit pad = window.padding(node.input().shape());
        int lastRow = (node.shape().height() - 1) * window.strideHeight() - pad.top();
        int lastColumn = (node.shape().width() - 1) * window.strideWidth() - pad.left();
        return window.dilationHeight() * window.dilationWidth() == 1
                && pad.top() < window.kernelHeight()
                && pad.left() < window.kernelWidth()
                && lastRow < node.input().shape().height()
                && lastColumn < node.input().shape().width();
    }

    private static Model once(Model model, Map<Node, Node> moves) {
        Rewriter rewriter = new Rewriter(model);
        for (Node node : model.network().nodes()) {
            Node norm = moves.get(node);
            if (norm != null) {
                rewriter.put(node, node.op(), rewriter.now(norm.inputs()));
                rewriter.forward(node, behind(rewriter, norm, node));
            } else if (moves.containsValue(node)) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else {
                rewriter.keep(node);
            }
        }
        return rewriter.finish();
    }

    /** The norm, of each channel's pixels if a flatten made channels of them. */
    private static Node behind(Rewriter rewriter, Node norm, Node node) {
        int times = node.shape().channels() / norm.shape().channels();
        for (Parameter parameter : norm.parameters()) {
            float[] values = rewriter.values(parameter);
            float[] each = new float[values.length * times];
            for (int i = 0; i < each.length; i++) {
                each[i] = values[i / times];
            }
            rewriter.tensor(parameter.name(), Tensor.of(each, each.length));
        }
        return rewriter.add(norm.name(), norm.op(), List.of(rewriter.now(node)));
    }
}
