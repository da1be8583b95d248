package kinglet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * An immutable directed acyclic graph of ops for one input size. It says what is computed and carries no weights; the same
 * network is counted, run, trained and written by the rooms above.
 */
public final class Network {
    private final String name;
    private final List<Node> nodes;
    private final List<Node> outputs;
    private final Map<Node, List<Node>> consumers = new IdentityHashMap<>();

    private Network(String name, List<Node> nodes, List<Node> outputs) {
        this.name = name;
        this.nodes = List.copyOf(nodes);
        this.outputs = List.copyOf(outputs);
        for (Node node : nodes) {
            node.inputs()
                    .forEach(input -> consumers
                            .computeIfAbsent(input, n -> new ArrayList<>())
                            .add(node));
        }
    }

    static Network of(String name, List<Node> built, List<Node> outputs) {
        Set<Node> live = Collections.newSetFromMap(new IdentityHashMap<>());
        live.addAll(outputs);
        for (Node node : built.reversed()) {
            if (live.contains(node)) {
                live.addAll(node.inputs());
            }
        }
        List<Node> nodes = built.stream()
                .filter(n -> live.contains(n) || n.op() instanceof Input)
                .toList();
        if (outputs.isEmpty() || !Set.copyOf(nodes).containsAll(outputs)) {
            throw new InvalidNetworkException(
                    "network '%s' needs at least one output, built in its own scope".formatted(name));
        }
        return new Network(name, nodes, outputs);
    }

    public String name() {
        return name;
    }

    /** All nodes, each after those it reads. */
    public List<Node> nodes() {
        return nodes;
    }

    public List<Node> inputs() {
        return nodes.stream().filter(n -> n.op() instanceof Input).toList();
    }

    public List<Node> outputs() {
        return outputs;
    }

    /** The only input. */
    public Node input() {
        return only(inputs(), "input");
    }

    /** The only output. */
    public Node output() {
        return only(outputs, "output");
    }

    /** The nodes that read this one, in order; a node that reads it twice is there twice. */
    public List<Node> consumers(Node node) {
        return Collections.unmodifiableList(consumers.getOrDefault(node, List.of()));
    }

    /** Every parameter and buffer, in the order of the nodes, under the names they have in a checkpoint. */
    public List<Parameter> parameters() {
        return nodes.stream().flatMap(n -> n.parameters().stream()).toList();
    }

    /** How many values training changes. */
    public long parameterCount() {
        return parameters().stream()
                .filter(Parameter::isTrainable)
                .mapToLong(Parameter::size)
                .sum();
    }

    /**
     * The same network for another size of its only input.
     *
     * @throws InvalidNetworkException if some node cannot take it, as a fully connected layer after a flatten cannot
     */
    public Network withInput(Shape shape) {
        Node input = input();
        return input.shape().equals(shape)
                ? this
                : map(name, (node, inputs) -> node == input ? new Input(shape) : node.op());
    }

    /** The same network under another name. */
    public Network named(String other) {
        return new Network(other, nodes, outputs);
    }

    /** The same graph with each op replaced by what {@code change} makes of the old node and the inputs it gets now. */
    public Network map(String name, BiFunction<Node, List<Node>, Op> change) {
        Map<Node, Node> now = new IdentityHashMap<>();
        Map<String, Node> made = new LinkedHashMap<>();
        for (Node node : nodes) {
            List<Node> inputs = node.inputs().stream().map(now::get).toList();
            Node copy = new Node(node.name(), change.apply(node, inputs), inputs);
            now.put(node, copy);
            made.put(copy.name(), copy);
        }
        return new Network(
                name, List.copyOf(made.values()), outputs.stream().map(now::get).toList());
    }

    private Node only(List<Node> all, String what) {
        if (all.size() != 1) {
            throw new InvalidNetworkException("network '%s' has %d %ss (%s); name the one you mean"
                    .formatted(
                            name,
                            all.size(),
                            what,
                            String.join(", ", all.stream().map(Node::name).toList())));
        }
        return all.getFirst();
    }

    @Override
    public String toString() {
        return "%s (%d nodes)".formatted(name, nodes.size());
    }
}
