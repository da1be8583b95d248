package kinglet.formats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.formats.onnx.OnnxProto.NodeProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;
import kinglet.formats.onnx.OnnxProto.ValueInfoProto;

/** The nodes of an ONNX graph that its outputs depend on, each after those it reads. */
final class OnnxGraph {
    private final GraphProto graph;
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    private OnnxGraph(GraphProto graph) {
        this.graph = graph;
        Set<String> weights = new HashSet<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (!weights.add(tensor.getName())) {
                throw new FormatException("has two initializers named '%s'".formatted(tensor.getName()));
            }
        }
        Set<String> inputs = new HashSet<>();
        for (ValueInfoProto input : graph.getInputList()) {
            if (!inputs.add(input.getName())) {
                throw new FormatException("has two inputs named '%s'".formatted(input.getName()));
            }
        }
        given.addAll(weights);
        given.addAll(inputs);
        for (NodeProto node : graph.getNodeList()) {
            for (String output : node.getOutputList()) {
                if (!output.isEmpty() && (given.contains(output) || producers.put(output, node) != null)) {
                    throw new FormatException(
                            "%s: another value is named '%s' too".formatted(OnnxCall.label(node), output));
                }
            }
        }
    }

    /**
     * The order to read a graph in.
     *
     * @throws FormatException if a value is read that nothing gives, if two have one name, or if nodes wait for each other
     */
    static List<NodeProto> order(GraphProto graph) {
        return new OnnxGraph(graph).order();
    }

    private List<NodeProto> order() {
        Map<NodeKey, Integer> waiting = new HashMap<>();
        Map<String, List<NodeProto>> readers = new HashMap<>();
        Deque<NodeProto> ready = new ArrayDeque<>();
        for (NodeProto node : live()) {
            Set<String> awaited = new HashSet<>(node.getInputList());
            awaited.retainAll(producers.keySet());
            awaited.forEach(value ->
                    readers.computeIfAbsent(value, v -> new ArrayList<>()).add(node));
            waiting.put(new NodeKey(node), awaited.size());
            if (awaited.isEmpty()) {
                ready.add(node);
            }
        }
        List<NodeProto> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            NodeProto node = ready.remove();
            order.add(node);
            waiting.remove(new NodeKey(node));
            for (String output : node.getOutputList()) {
                for (NodeProto reader : readers.getOrDefault(output, List.of())) {
                    if (waiting.merge(new NodeKey(reader), -1, Integer::sum) == 0) {
                        ready.add(reader);
                    }
                }
            }
        }
        waiting.keySet().stream().findFirst().ifPresent(node -> {
            throw new FormatException(
                    "%s waits for its own result: the graph has a cycle".formatted(OnnxCall.label(node.node())));
        });
        return order;
    }

    /** Two nodes that say the same are still two. */
    private record NodeKey(NodeProto node) {
        @Override
        public boolean equals(Object other) {
            return other instanceof NodeKey key && key.node == node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }

    private List<NodeProto> live() {
        Set<NodeKey> seen = new HashSet<>();
        Deque<String> wanted = new ArrayDeque<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            if (!given.contains(output.getName()) && !producers.containsKey(output.getName())) {
                throw new FormatException("nothing gives its output '%s'".formatted(output.getName()));
            }
            wanted.add(output.getName());
        }
        while (!wanted.isEmpty()) {
            NodeProto node = producers.get(wanted.remove());
            if (node == null || !seen.add(new NodeKey(node))) {
                continue;
            }
            for (String input : node.getInputList()) {
                if (!input.isEmpty() && !given.contains(input) && !producers.containsKey(input)) {
                    throw new FormatException(
                            "%s reads '%s', which nothing gives".formatted(OnnxCall.label(node), input));
                }
                wanted.add(input);
            }
        }
        return graph.getNodeList().stream()
                .filter(n -> seen.contains(new NodeKey(n)))
                .toList();
    }
}
