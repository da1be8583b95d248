package kinglet.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Parameter;
import kinglet.graph.Tensor;

/**
 * Moves batch norms and activations in front of the shuffle, permutation or concat that they follow, to where the steps that make its
 * inputs can take them along.
 */
final class RaiseElementwise implements Pass {

    @Override
    public Model apply(Model model) {
        Model raised = model;
        Map<Node, Node> moves = moves(raised);
        while (!moves.isEmpty()) {
            raised = once(raised, moves);
            moves = moves(raised);
        }
        return raised;
    }

    /** What each renaming is followed by that can be done before it. */
    private static Map<Node, Node> moves(Model model) {
        Network network = model.network();
        Map<Node, Node> moves = new IdentityHashMap<>();
        for (Node node : network.nodes()) {
            boolean elementwise = node.op() instanceof BatchNorm || node.op() instanceof Activation;
            if (elementwise
                    && readAlone(network, node.input())
                    && node.input().inputs().stream().allMatch(before -> readAlone(network, before))
                    && commutes(model, node.input(), node)) {
                moves.put(node.input(), node);
            }
        }
        return moves;
    }

    private static boolean readAlone(Network network, Node node) {
        return network.consumers(node).size() == 1 && !network.outputs().contains(node);
    }

    private static boolean commutes(Model model, Node renaming, Node follower) {
        return switch (renaming.op()) {
            case ChannelShuffle _ -> takesPosts(renaming.input()) || renames(renaming.input());
            case ChannelSelect _ ->
                (follower.op() instanceof Activation || isPermutation(model, renaming))
                        && (takesPosts(renaming.input()) || renames(renaming.input()));
            case Concat _ -> renaming.inputs().stream().allMatch(RaiseElementwise::takesPosts);
            default -> false;
        };
    }

    /** Whether the step that makes a node can change its values before it writes them. */
    private static boolean takesPosts(Node node) {
        return node.op() instanceof Conv2d
                || node.op() instanceof Linear
                || node.op() instanceof BatchNorm
                || node.op() instanceof Activation
                || ((node.op() instanceof Add || node.op() instanceof Multiply)
                        && node.inputs().size() > 1);
    }

    private static boolean renames(Node node) {
        return node.op() instanceof ChannelShuffle || node.op() instanceof ChannelSelect || node.op() instanceof Concat;
    }

    private static boolean isPermutation(Model model, Node select) {
        int channels = select.input().shape().channels();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < select.shape().channels(); i++) {
            taken.add(source(model, select).applyAsInt(i));
        }
        return select.shape().channels() == channels && taken.size() == channels;
    }

    /** The channel of the only input that comes out at a channel. */
    private static IntUnaryOperator source(Model model, Node renaming) {
        if (renaming.op() instanceof ChannelShuffle shuffle) {
            return i -> shuffle.source(i, renaming.shape().channels());
        }
        float[] index = model.weights().tensor(renaming.name() + ".index").data();
        return i -> (int) index[i];
    }

    private static Model once(Model model, Map<Node, Node> moves) {
        Rewriter rewriter = new Rewriter(model);
        Set<Node> moved = new HashSet<>(moves.values());
        for (Node node : model.network().nodes()) {
            Node follower = moves.get(node);
            if (moved.contains(node)) {
                rewriter.forward(node, rewriter.now(node.input()));
            } else if (follower == null) {
                rewriter.keep(node);
            } else if (node.op() instanceof Concat) {
                rewriter.keep(node, parts(rewriter, node, follower));
            } else {
                int[] to = new int[node.shape().channels()];
                Arrays.setAll(to, source(model, node));
                rewriter.keep(node, List.of(permuted(rewriter, node, follower, to)));
            }
        }
        return rewriter.finish();
    }

    /** What followed, before a permutation that takes output {@code i} from input {@code to[i]}. */
    private static Node permuted(Rewriter rewriter, Node renaming, Node follower, int[] to) {
        for (Parameter parameter : follower.parameters()) {
            float[] values = rewriter.values(parameter);
            float[] before = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                before[to[i]] = values[i];
            }
            rewriter.tensor(parameter.name(), Tensor.of(before, before.length));
        }
        return rewriter.add(follower.name(), follower.op(), rewriter.now(renaming.inputs()));
    }

    /** What followed, once for each input of a concat. */
    private static List<Node> parts(Rewriter rewriter, Node concat, Node follower) {
        List<Node> parts = new ArrayList<>();
        int from = 0;
        for (Node input : concat.inputs()) {
            String name = rewriter.unused(follower.name() + "." + parts.size());
            int to = from + input.shape().channels();
            for (Parameter parameter : follower.parameters()) {
                float[] values = Arrays.copyOfRange(rewriter.values(parameter), from, to);
                String suffix = parameter.name().substring(follower.name().length());
                rewriter.tensor(name + suffix, Tensor.of(values, values.length));
            }
            parts.add(rewriter.add(name, follower.op(), List.of(rewriter.now(input))));
            from = to;
        }
        return parts;
    }
}
