package kinglet.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import kinglet.formats.View.Atom;
import kinglet.graph.ChannelSelect;
import kinglet.graph.Constant;
import kinglet.graph.Flatten;
import kinglet.graph.Input;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Reshape;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * The network that grows while an ONNX graph is read. Nodes get their names at the end: an output or input that of the file, a
 * node that of the value it computes, a helper one made from it.
 */
final class OnnxBuilder {
    /**
     * How many values constants may be computed to: a file of a few bytes can ask for any number. AlexNet with its weights
     * written as ConstantOfShape, the largest such model of the ONNX project's tests, asks for 61 million.
     */
    private static final long CONSTANT_LIMIT = 1 << 27;

    private final Scope scope;
    private final Map<Node, String> hints = new IdentityHashMap<>();
    private final Map<Node, String> preferred = new IdentityHashMap<>();
    private final Map<Node, Map<String, Tensor>> tensors = new IdentityHashMap<>();
    private final Set<String> working = new HashSet<>();
    private final Map<Seen, String> seen = new HashMap<>();
    private final Map<Seen, Node> laidOut = new HashMap<>();
    private final String name;
    private long claimed;

    OnnxBuilder(String name) {
        this.name = name;
        this.scope = Scope.of(name);
    }

    Node input(String hint, Shape shape) {
        return remember(hint, scope.input(working(hint), shape), Map.of());
    }

    Node add(String hint, Op op, Node... inputs) {
        return add(hint, op, Map.of(), List.of(inputs));
    }

    Node add(String hint, Op op, List<Node> inputs) {
        return add(hint, op, Map.of(), inputs);
    }

    /** A node with its tensors, by the last part of their names. */
    Node add(String hint, Op op, Map<String, Tensor> weights, List<Node> inputs) {
        return remember(hint, scope.add(working(hint), op, inputs), weights);
    }

    Node constant(String hint, Shape shape, float[] values) {
        Tensor value = Tensor.of(values, shape.channels(), shape.height(), shape.width());
        return add(hint, new Constant(shape), Map.of("value", value), List.of());
    }

    Node scalar(String hint, double value) {
        return constant(hint, Shape.vector(1), new float[] {(float) value});
    }

    /** A choice of channels by index. */
    Node select(String hint, Node base, int[] indices) {
        claim(indices.length, hint);
        float[] values = new float[indices.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = indices[i];
        }
        return add(
                hint,
                new ChannelSelect(indices.length),
                Map.of("index", Tensor.of(values, values.length)),
                List.of(base));
    }

    /** The name of a node until the end. */
    private String working(String hint) {
        return unique(hint, working);
    }

    private Node remember(String hint, Node node, Map<String, Tensor> weights) {
        hints.put(node, hint);
        tensors.put(node, weights);
        return node;
    }

    /** The value of a constant of one value. */
    OptionalDouble scalar(Node node) {
        Tensor value = tensors.getOrDefault(node, Map.of()).get("value");
        return node.op() instanceof Constant && value != null && value.size() == 1
                ? OptionalDouble.of(value.data()[0])
                : OptionalDouble.empty();
    }

    /** Says that this many values are about to be computed while reading. */
    void claim(long values, String what) {
        claimed += values;
        if (claimed > CONSTANT_LIMIT) {
            throw new FormatException(("the constants of this file, up to '%s', compute to more than %d values; "
                            + "store the weights as initializers")
                    .formatted(what, CONSTANT_LIMIT));
        }
    }

    /** Says which value of the file a node computes; the first word counts. */
    void prefer(Node node, String value) {
        preferred.putIfAbsent(node, value);
    }

    /** A view of a node: two are one if they show the same values in the same order. */
    private record Seen(Node node, int offset, List<Atom> image) {
        static Seen of(Node node, View view) {
            return new Seen(node, view.offset(), view.image());
        }
    }

    /** Says which value of the file a view of a node is. */
    void prefer(Node node, View view, String value) {
        if (view.isContiguous(node.shape().size())) {
            prefer(node, value);
        } else {
            seen.putIfAbsent(Seen.of(node, view), value);
        }
    }

    /** The node that lays a view out: one for all that read it, named after the value of the file that it is. */
    Node layOut(Node node, View view, Shape target, String hint) {
        Seen key = Seen.of(node, view);
        String name = seen.getOrDefault(key, hint);
        Node flat = laidOut.computeIfAbsent(key, k -> new ViewLowering(this, name).lower(node, view));
        if (seen.containsKey(key)) {
            prefer(flat, name);
        }
        return reshape(name, flat, target);
    }

    /** The same values under another shape. */
    Node reshape(String hint, Node node, Shape shape) {
        if (node.shape().equals(shape)) {
            return node;
        }
        return add(hint, shape.isVector() ? new Flatten() : new Reshape(shape), node);
    }

    Model build(Map<String, Node> outputs, Map<String, String> properties) {
        Map<Node, String> names = new IdentityHashMap<>();
        List<Node> ends = new ArrayList<>();
        outputs.forEach((value, node) -> {
            boolean free = !names.containsKey(node) && !(node.op() instanceof Input);
            Node end = free ? node : add(value, new Reshape(node.shape()), node);
            names.put(end, value);
            ends.add(end);
        });
        return renamed(scope.build(ends), names, properties);
    }

    private Model renamed(Network network, Map<Node, String> names, Map<String, String> properties) {
        Set<String> taken = new HashSet<>(names.values());
        network.inputs().forEach(input -> names.putIfAbsent(input, unique(hints.getOrDefault(input, "input"), taken)));
        network.nodes().stream()
                .filter(node -> preferred.containsKey(node) && taken.add(preferred.getOrDefault(node, "")))
                .forEach(node -> names.putIfAbsent(node, preferred.getOrDefault(node, "")));
        Scope fresh = Scope.of(name);
        Map<Node, Node> now = new IdentityHashMap<>();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            if (node.op() instanceof Input && network.consumers(node).isEmpty()) {
                continue;
            }
            String called = names.containsKey(node) ? names.getOrDefault(node, "") : unique(helper(node), taken);
            List<Node> inputs = node.inputs().stream().map(now::get).toList();
            now.put(
                    node,
                    node.op() instanceof Input in
                            ? fresh.input(called, in.shape())
                            : fresh.add(called, node.op(), inputs));
            tensors.getOrDefault(node, Map.of()).forEach((part, tensor) -> weights.put(called + "." + part, tensor));
        }
        Network built = fresh.build(network.outputs().stream().map(now::get).toList());
        return new Model(built, Weights.of(weights), properties);
    }

    private String helper(Node node) {
        return hints.getOrDefault(node, "") + "."
                + node.op().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The counter begins at the number of names, so that a thousand nodes of one name take a thousand steps, not a million. */
    private static String unique(String wanted, Set<String> taken) {
        String free = wanted;
        for (int i = taken.size(); !taken.add(free); i++) {
            free = wanted + "_" + i;
        }
        return free;
    }
}
