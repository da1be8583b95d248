package kinglet.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Builds a network node by node, and names them: a scope is a place in the tree of names ({@code features.3.conv}) of one
 * network under construction. Every node is checked when it is added, so an impossible network fails where it is written.
 *
 * <pre>{@code
 * Scope net = Scope.of("tiny");
 * Node x = net.input(new Shape(3, 32, 32));
 * x = net.add("conv", Conv2d.of(16, 3).stride(2), x);
 * x = net.add("bn", new BatchNorm(1e-5), x);
 * x = net.add(Activation.RELU, x);
 * x = net.add("fc", new Linear(10, true), net.add(GlobalPool.AVERAGE, x));
 * Network network = net.build(x);
 * }</pre>
 */
public final class Scope {
    private final String network;
    private final String prefix;
    private final Map<String, Node> nodes;

    private Scope(String network, String prefix, Map<String, Node> nodes) {
        this.network = network;
        this.prefix = prefix;
        this.nodes = nodes;
    }

    /** The outermost scope of a new network. */
    public static Scope of(String network) {
        return new Scope(network, "", new LinkedHashMap<>());
    }

    /** A scope inside this one: names in it begin with {@code name.}. */
    public Scope in(String name) {
        return new Scope(network, prefix + name + ".", nodes);
    }

    /** A scope inside this one that is named by its place in a row, as in {@code features.3}. */
    public Scope in(int index) {
        return in(Integer.toString(index));
    }

    /** The input of a network that has one, called {@code input}. */
    public Node input(Shape shape) {
        return put("input", new Input(shape), List.of());
    }

    /** One of several inputs. */
    public Node input(String name, Shape shape) {
        return put(prefix + name, new Input(shape), List.of());
    }

    /**
     * A node with a name of its own, as every op with parameters has.
     *
     * @throws InvalidNetworkException if the name is taken, or the op cannot take these inputs
     */
    public Node add(String name, Op op, Node... inputs) {
        return put(prefix + name, op, List.of(inputs));
    }

    /** A node named by its op, for ops that have no parameters. */
    public Node add(Op op, Node... inputs) {
        return add(op, List.of(inputs));
    }

    /** A node named by its op, with any number of inputs. */
    public Node add(Op op, List<Node> inputs) {
        String base = prefix + op.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String name = base;
        for (int i = 1; nodes.containsKey(name); i++) {
            name = base + "_" + i;
        }
        return put(name, op, inputs);
    }

    /** A node with a name of its own and any number of inputs. */
    public Node add(String name, Op op, List<Node> inputs) {
        return put(prefix + name, op, inputs);
    }

    /**
     * The finished network. Nodes that no output depends on are left out.
     *
     * @throws InvalidNetworkException if a node belongs to another network
     */
    public Network build(Node... outputs) {
        return build(List.of(outputs));
    }

    public Network build(List<Node> outputs) {
        return Network.of(network, new ArrayList<>(nodes.values()), outputs);
    }

    private Node put(String name, Op op, List<Node> inputs) {
        if (nodes.containsKey(name)) {
            throw new InvalidNetworkException(
                    "network '%s' has two nodes named '%s'; give one another name".formatted(network, name));
        }
        for (Node input : inputs) {
            if (nodes.get(input.name()) != input) {
                throw new InvalidNetworkException("node '%s' reads '%s', which is not a node of network '%s'"
                        .formatted(name, input.name(), network));
            }
        }
        Node node = new Node(name, op, inputs);
        nodes.put(name, node);
        return node;
    }
}
