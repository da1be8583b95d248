package kinglet.engine;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Input;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Scope;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Builds a network anew from an old one: a pass keeps most nodes, and puts others in the place of some. */
final class Rewriter {
    private final Model old;
    private final Scope scope;
    private final Map<Node, Node> now = new IdentityHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Rewriter(Model old) {
        this.old = old;
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
        node.parameters().forEach(p -> tensors.put(p.name(), old.weights().tensor(p.name())));
        put(node, node.op(), now(node.inputs()));
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
        return old.weights().tensor(node.name() + "." + parameter).data();
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
