package kinglet.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Input;
import kinglet.graph.Linear;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Parameter;
import kinglet.graph.Pool;
import kinglet.graph.Reshape;
import kinglet.graph.Scope;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * A network that was trained on other classes, with a new last layer. Its <em>head</em> is the last fully connected or convolutional
 * layer; what comes before is its backbone.
 */
public final class Transfer {
    private static final int NAMES_SHOWN = 5;

    private Transfer() {}

    /**
     * The layer that gives a number for each class.
     *
     * @throws TrainingException if the output does not come from one last layer
     */
    public static Node head(Network network) {
        Node node = network.output();
        while (!(node.op() instanceof Linear || node.op() instanceof Conv2d)) {
            if (!passes(node)) {
                throw new TrainingException(
                        "network '%s' ends with %s, not with a layer of classes; it cannot be trained for others"
                                .formatted(network.name(), node));
            }
            node = before(node);
        }
        return node;
    }

    /** What a node of the tail reads, beside a constant that is a bias or scale of the classes. */
    private static Node before(Node node) {
        List<Node> read = node.inputs().stream()
                .filter(input -> !(input.op() instanceof Constant))
                .toList();
        return read.isEmpty() ? node.input() : read.getFirst();
    }

    private static boolean passes(Node node) {
        Op op = node.op();
        boolean arranges = op instanceof Flatten || op instanceof Reshape || op instanceof Dropout;
        return arranges || op instanceof GlobalPool || op instanceof Pool || drops(node);
    }

    /** Whether it belongs to the old classes: their probabilities, and their biases where the file keeps them apart. */
    private static boolean drops(Node node) {
        Op op = node.op();
        boolean constant = node.inputs().stream()
                        .filter(input -> input.op() instanceof Constant)
                        .count()
                == node.inputs().size() - 1;
        return op instanceof Softmax
                || op instanceof Activation activation && activation.function() == Activation.Function.SIGMOID
                || (op instanceof Add || op instanceof Multiply) && constant;
    }

    /** The same network for so many classes; it gives logits, whatever it gave before. */
    public static Network withClasses(Network network, int classes) {
        Node head = head(network);
        Set<Node> tail = new HashSet<>();
        for (Node node = network.output(); node != head; node = before(node)) {
            tail.add(node);
        }
        Scope scope = Scope.of(network.name());
        Map<Node, Node> copies = new IdentityHashMap<>();
        for (Node node : network.nodes()) {
            if (tail.contains(node) && drops(node) || ZeroPads.folds(network, node)) {
                copies.put(node, Objects.requireNonNull(copies.get(before(node))));
                continue;
            }
            List<Node> inputs = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(copies.get(input)))
                    .toList();
            copies.put(node, copy(scope, node, op(network, node, head, tail, classes), inputs));
        }
        return scope.build(Objects.requireNonNull(copies.get(network.output())));
    }

    private static Op op(Network network, Node node, Node head, Set<Node> tail, int classes) {
        if (node == head) {
            if (node.op() instanceof Linear) {
                return new Linear(classes, true);
            }
            if (node.op() instanceof Conv2d conv && conv.groups() == 1) {
                return new Conv2d(classes, conv.window(), 1, true);
            }
            throw new TrainingException("the last layer, %s, has groups; it cannot be replaced".formatted(node));
        }
        return tail.contains(node) && node.op() instanceof Reshape ? new Flatten() : ZeroPads.withZeros(network, node);
    }

    private static Node copy(Scope scope, Node node, Op op, List<Node> inputs) {
        return op instanceof Input input ? scope.input(node.name(), input.shape()) : scope.add(node.name(), op, inputs);
    }

    /**
     * Weights for a network: the backbone's from a network that was trained, the head's new.
     *
     * @throws TrainingException if one of the backbone is missing, or of another shape; the message names some
     */
    public static Weights weights(Network network, Weights trained, long seed) {
        return weights(network, trained, Initialisation.of(head(network), seed));
    }

    /**
     * The same with the trained head, for the classes that it knows.
     *
     * @throws TrainingException if a weight is missing, or of another shape; the message names some
     */
    public static Weights weightsWithHead(Network network, Weights trained) {
        return weights(network, trained, Map.of());
    }

    private static Weights weights(Network network, Weights trained, Map<String, Tensor> fresh) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Parameter parameter : network.parameters()) {
            String name = parameter.name();
            int[] dims = parameter.dims().stream().mapToInt(Integer::intValue).toArray();
            Tensor tensor = fresh.containsKey(name)
                    ? Objects.requireNonNull(fresh.get(name))
                    : trained.find(name).filter(t -> t.hasDims(dims)).orElse(null);
            if (tensor == null) {
                missing.add(name);
            } else {
                all.put(name, tensor);
            }
        }
        if (!missing.isEmpty()) {
            throw new TrainingException(
                    "the weights are not those of network '%s': %d tensors are missing or of another shape (%s%s); name the network that they belong to"
                            .formatted(
                                    network.name(),
                                    missing.size(),
                                    String.join(", ", missing.subList(0, Math.min(NAMES_SHOWN, missing.size()))),
                                    missing.size() > NAMES_SHOWN ? ", ..." : ""));
        }
        return Weights.of(all);
    }
}
