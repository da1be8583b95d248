package kinglet.engine;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kinglet.graph.Conv2d;
import kinglet.graph.Input;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Parameter;
import kinglet.graph.Scope;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Builds a network anew from an old one: a pass keeps most nodes, and puts others in the place of some. */
final class Rewriter {
    private final Model old;
    private final Scope scope;
    private final Map<Node, Node> now = new IdentityHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    Rewriter(Model old) {
        this.old = old;
        old.network().nodes().forEach(node -> taken.add(node.name()));
        this.scope = Scope.of(old.network().name());
    }

    /** What stands for an old node now. */
    Node now(Node node) {
        Node made = now.get(node);
        if (made == null) {
            throw new IllegalStateException("'%s' is read before it is rewritten".formatted(node.name()));
        }
        return made;
    }

    List<Node> now(List<Node> nodes) {
        return nodes.stream().map(this::now).toList();
    }

    /** The node as it was, with its tensors. */
    void keep(Node node) {
        keep(node, now(node.inputs()));
    }

    /** The node as it was, with its tensors, but of these inputs. */
    void keep(Node node, List<Node> inputs) {
        node.parameters().forEach(p -> tensors.put(p.name(), old.weights().tensor(p.name())));
        put(node, node.op(), inputs);
    }

    /** A node that stands for no old one. */
    Node add(String name, Op op, List<Node> inputs) {
        return scope.add(name, op, inputs);
    }

    /** A name that no old node has, and no other that was asked for. */
    String unused(String base) {
        String name = base;
        for (int i = 1; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    /** Another op in the place and under the name of the old one. */
    void put(Node node, Op op, List<Node> inputs) {
        now.put(
                node,
                op instanceof Input(var shape) ? scope.input(node.name(), shape) : scope.add(node.name(), op, inputs));
    }

    /** The node is gone; who read it reads the other. */
    void forward(Node node, Node other) {
        now.put(node, other);
    }

    void tensor(String name, Tensor tensor) {
        tensors.put(name, tensor);
    }

    /** The tensor of an old node's parameter. */
    float[] values(Node node, String parameter) {
        return tensor(node, parameter).data();
    }

    Tensor tensor(Node node, String parameter) {
        return old.weights().tensor(node.name() + "." + parameter);
    }

    /** The tensor of an old node's parameter, under its whole name. */
    float[] values(Parameter parameter) {
        return old.weights().tensor(parameter.name()).data();
    }

    /** The biases of a convolution or fully connected layer, zeros if it has none. */
    float[] bias(Node product) {
        return hasBias(product.op())
                ? values(product, "bias").clone()
                : new float[product.shape().channels()];
    }

    /** A convolution or fully connected layer with other weights and biases. */
    void product(Node node, float[] weights, float[] bias) {
        int[] dims = node.parameters().getFirst().dims().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        product(node, Tensor.of(weights, dims), bias);
    }

    void product(Node node, Tensor weights, float[] bias) {
        tensor(node.name() + ".weight", weights);
        tensor(node.name() + ".bias", Tensor.of(bias, bias.length));
        put(node, withBias(node.op()), now(node.inputs()));
    }

    private static boolean hasBias(Op op) {
        return op instanceof Conv2d conv ? conv.bias() : ((Linear) op).bias();
    }

    private static Op withBias(Op op) {
        return op instanceof Conv2d conv ? conv.withBias() : new Linear(((Linear) op).outFeatures(), true);
    }

    /** Whether nothing but one other node reads this one. */
    boolean hasOneReader(Node node) {
        return old.network().consumers(node).size() == 1
                && !old.network().outputs().contains(node);
    }

    Model finish() {
        return new Model(scope.build(now(old.network().outputs())), fitting(), old.properties());
    }

    private Weights fitting() {
        Map<String, Tensor> needed = new LinkedHashMap<>();
        scope.build(now(old.network().outputs())).parameters().forEach(p -> {
            Tensor tensor = tensors.get(p.name());
            if (tensor != null) {
                needed.put(p.name(), tensor);
            }
        });
        return Weights.of(needed);
    }
}
