package kinglet.networks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.InvalidNetworkException;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Parameter;
import kinglet.graph.Scope;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * Turns learned group convolutions into grouped ones (CondenseNet, Huang et al. 2018, section 3.1, "index layer"): the inputs
 * that a group kept are selected, normalised, convolved by groups, and shuffled back into the order of the outputs. The result
 * computes what the masked network computes in evaluation.
 */
public final class Condensation {
    private final Network network;
    private final Weights weights;
    private final Scope scope;
    private final Map<Node, Node> made = new HashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    /** For the first of the nodes before a learned convolution that nothing else reads: that convolution. */
    private final Map<Node, Node> starts = new HashMap<>();
    /** The channels kept, for the learned convolution and every node that it alone reads. */
    private final Map<Node, int[]> kept = new HashMap<>();

    private Condensation(Model model) {
        network = model.network();
        weights = model.weights();
        scope = Scope.of(network.name());
    }

    /**
     * The same network with every learned group convolution in its form for inference; the model itself if it has none. What the catalogue
     * calls converted drops inputs of the classifier as well, which this does not: so the result has no name in the catalogue, and loses
     * nothing.
     *
     * @throws InvalidNetworkException if a mask is not that of a finished training: within a group all filters keep the same
     *     inputs, and each group keeps {@code 1 / condensation} of them
     */
    public static Model convert(Model model) {
        if (model.network().nodes().stream().noneMatch(node -> node.op() instanceof LearnedGroupConv2d)) {
            return model;
        }
        Map<String, String> properties = new HashMap<>(model.properties());
        properties.remove(Model.NETWORK);
        return new Condensation(model).convert(properties);
    }

    private Model convert(Map<String, String> properties) {
        network.nodes().forEach(this::plan);
        network.nodes().forEach(this::copy);
        Network converted =
                scope.build(network.outputs().stream().map(made::get).toList());
        return new Model(converted, Weights.of(tensors), properties);
    }

    private void plan(Node node) {
        if (!(node.op() instanceof LearnedGroupConv2d learned)) {
            return;
        }
        int[] index = index(node, learned, weights.tensor(node.name() + ".mask"));
        kept.put(node, index);
        Node start = node;
        while (isChannelwise(start.input().op())
                && network.consumers(start.input()).size() == 1) {
            start = start.input();
            kept.put(start, index);
        }
        starts.put(start, node);
    }

    private static boolean isChannelwise(Op op) {
        return op instanceof BatchNorm || op instanceof Activation || op instanceof Dropout;
    }

    private void copy(Node node) {
        List<Node> inputs = node.inputs().stream().map(made::get).toList();
        int[] index = kept.get(node);
        Node learned = starts.get(node);
        if (learned != null && index != null) {
            inputs = List.of(select(learned, index, inputs.getFirst()));
        }
        if (node.op() instanceof LearnedGroupConv2d op && index != null) {
            made.put(node, grouped(node, op, index, inputs.getFirst()));
            return;
        }
        made.put(node, scope.add(node.name(), node.op(), inputs));
        for (Parameter parameter : node.parameters()) {
            Tensor tensor = weights.tensor(parameter.name());
            tensors.put(parameter.name(), index == null ? tensor : gather(tensor, index));
        }
    }

    /** Named as the authors do: {@code conv_1} before {@code conv_1.norm} and {@code conv_1.conv}. */
    private Node select(Node learned, int[] index, Node input) {
        int dot = learned.name().lastIndexOf('.');
        String name = dot < 0 ? learned.name() + ".select" : learned.name().substring(0, dot);
        float[] channels = new float[index.length];
        for (int i = 0; i < index.length; i++) {
            channels[i] = index[i];
        }
        tensors.put(name + ".index", Tensor.of(channels, channels.length));
        return scope.add(name, new ChannelSelect(index.length), input);
    }

    private Node grouped(Node node, LearnedGroupConv2d op, int[] index, Node input) {
        int groups = op.groups();
        int filters = op.outChannels() / groups;
        int inputs = index.length / groups;
        int all = node.input().shape().channels();
        float[] dense = weights.tensor(node.name() + ".weight").data();
        float[] mask = weights.tensor(node.name() + ".mask").data();
        float[] weight = new float[op.outChannels() * inputs];
        for (int group = 0; group < groups; group++) {
            for (int k = 0; k < filters; k++) {
                for (int j = 0; j < inputs; j++) {
                    int from = (k * groups + group) * all + index[group * inputs + j];
                    weight[(group * filters + k) * inputs + j] = dense[from] * mask[from];
                }
            }
        }
        tensors.put(node.name() + ".weight", Tensor.of(weight, op.outChannels(), inputs, 1, 1));
        Node conv = scope.add(node.name(), Conv2d.pointwise(op.outChannels()).groups(groups), input);
        return scope.add(node.name() + ".shuffle", new ChannelShuffle(groups), conv);
    }

    /** The inputs that each group keeps, group by group, in increasing order. */
    private static int[] index(Node node, LearnedGroupConv2d op, Tensor mask) {
        int all = node.input().shape().channels();
        int each = all / op.condensation();
        int[] index = new int[each * op.groups()];
        for (int group = 0; group < op.groups(); group++) {
            int count = 0;
            for (int j = 0; j < all; j++) {
                boolean keeps = mask.data()[group * all + j] != 0;
                for (int o = group; o < op.outChannels(); o += op.groups()) {
                    if ((mask.data()[o * all + j] != 0) != keeps) {
                        throw new InvalidNetworkException(
                                "'%s' cannot be converted: filters %d and %d of one group differ in whether they keep input %d"
                                        .formatted(node.name(), group, o, j));
                    }
                }
                if (keeps && count++ < each) {
                    index[group * each + count - 1] = j;
                }
            }
            if (count != each) {
                throw new InvalidNetworkException(
                        "'%s' cannot be converted: group %d keeps %d of %d inputs, not %d; train it to its last condensation"
                                .formatted(node.name(), group, count, all, each));
            }
        }
        return index;
    }

    private static Tensor gather(Tensor tensor, int[] index) {
        float[] data = new float[index.length];
        for (int i = 0; i < index.length; i++) {
            data[i] = tensor.data()[index[i]];
        }
        return Tensor.of(data, data.length);
    }
}
