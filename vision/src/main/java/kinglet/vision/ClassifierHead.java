package kinglet.vision;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Input;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Parameter;
import kinglet.graph.Reshape;
import kinglet.graph.Scope;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** The end of a network that names classes. */
record ClassifierHead(Model model) {

    ClassifierHead {
        Node output = model.network().output();
        if (!output.shape().isVector()) {
            throw new ImageException("network '%s' gives %s, not one number a class; it is no image classifier"
                    .formatted(model.network().name(), output.shape()));
        }
    }

    int classes() {
        return model.network().output().shape().channels();
    }

    /** Whether the outputs are probabilities already; otherwise they are logits. */
    boolean givesProbabilities() {
        Node node = model.network().output();
        while (onlyArranges(node.op())) {
            node = node.input();
        }
        return node.op() instanceof Softmax
                || node.op() instanceof Activation activation && activation.function() == Activation.Function.SIGMOID;
    }

    private static boolean onlyArranges(Op op) {
        return op instanceof Flatten || op instanceof Reshape || op instanceof Dropout;
    }

    /**
     * The network up to the input of its last fully connected or convolutional layer, averaged over the pixels if it is an image.
     *
     * @throws ImageException if no such layer stands before the output
     */
    Model features() {
        Node node = model.network().output();
        while (!(node.op() instanceof Linear || node.op() instanceof Conv2d)) {
            if (node.inputs().size() != 1) {
                throw new ImageException(
                        "network '%s' has no feature vector: its output comes from %s, not from one last layer"
                                .formatted(model.network().name(), node));
            }
            node = node.input();
        }
        Network features = upTo(node.input());
        Map<String, Tensor> needed = new HashMap<>();
        for (Parameter parameter : features.parameters()) {
            needed.put(parameter.name(), model.weights().tensor(parameter.name()));
        }
        return Model.of(features, Weights.of(needed));
    }

    private Network upTo(Node last) {
        Scope scope = Scope.of(model.network().name() + " features");
        Map<Node, Node> copies = new IdentityHashMap<>();
        for (Node node : model.network().nodes()) {
            Node copy = node.op() instanceof Input input
                    ? scope.input(node.name(), input.shape())
                    : scope.add(
                            node.name(),
                            node.op(),
                            node.inputs().stream()
                                    .map(input -> Objects.requireNonNull(copies.get(input)))
                                    .toList());
            copies.put(node, copy);
        }
        Node end = Objects.requireNonNull(copies.get(last));
        return scope.build(last.shape().isVector() ? end : scope.add(GlobalPool.AVERAGE, end));
    }
}
