package kinglet.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.Concat;
import kinglet.graph.Constant;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.Input;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Scope;
import kinglet.graph.Slice;
import kinglet.graph.Softmax;
import kinglet.graph.StochasticDepth;

/**
 * A network as boxes and arrows.
 *
 * @param items in the order of the network
 * @param edges each from an earlier to a later item
 */
record DiagramGraph(List<DiagramItem> items, List<Edge> edges) {

    DiagramGraph {
        items = List.copyOf(items);
        edges = List.copyOf(edges);
    }

    /**
     * What one item gives another.
     *
     * @param port which part of a split; otherwise 0
     */
    record Edge(int from, int to, int port) {}

    /** Norms and activations join the box that they follow, slices of one tensor are one split, constants are left out. */
    static DiagramGraph of(Network network) {
        List<List<Node>> groups = new ArrayList<>();
        Map<Node, Integer> places = new HashMap<>();
        Map<Node, Integer> splits = new HashMap<>();
        for (Node node : network.nodes()) {
            if (node.op() instanceof Constant) {
                continue;
            }
            Integer group = node.op() instanceof Slice ? splits.get(node.input()) : null;
            if (group == null && isTail(node.op()) && follows(network, node, places, groups)) {
                group = places.get(node.input());
            }
            if (group == null) {
                group = groups.size();
                groups.add(new ArrayList<>());
            }
            if (node.op() instanceof Slice) {
                splits.put(node.input(), group);
            }
            groups.get(group).add(node);
            places.put(node, group);
        }
        return new DiagramGraph(groups.stream().map(DiagramItem::new).toList(), edges(groups, places));
    }

    /** Whether the node is done to what was made just before, and nothing else reads that. */
    private static boolean follows(Network network, Node node, Map<Node, Integer> places, List<List<Node>> groups) {
        Node input = node.input();
        Integer place = places.get(input);
        return place != null
                && groups.get(place).getLast() == input
                && !(groups.get(place).getFirst().op() instanceof Input)
                && !(input.op() instanceof Slice)
                // a norm behind a concatenation belongs to what reads it (DenseNet's order)
                && !(node.op() instanceof BatchNorm && input.op() instanceof Concat)
                && network.consumers(input).size() == 1
                && !network.outputs().contains(input);
    }

    private static boolean isTail(Op op) {
        return op instanceof BatchNorm
                || op instanceof Activation
                || op instanceof Dropout
                || op instanceof StochasticDepth
                || op instanceof LocalResponseNorm
                || op instanceof Flatten
                || op instanceof Softmax;
    }

    private static List<Edge> edges(List<List<Node>> groups, Map<Node, Integer> places) {
        List<Edge> edges = new ArrayList<>();
        for (int to = 0; to < groups.size(); to++) {
            for (Node node : groups.get(to)) {
                for (Node input : node.inputs()) {
                    Integer from = places.get(input);
                    if (from != null && from != to) {
                        int port =
                                input.op() instanceof Slice ? groups.get(from).indexOf(input) : 0;
                        Edge edge = new Edge(from, to, port);
                        if (!edges.contains(edge)) {
                            edges.add(edge);
                        }
                    }
                }
            }
        }
        return edges;
    }

    /** The scopes of a name and its last part; files part them by dots or by slashes. */
    static List<String> path(String name) {
        return Stream.of(name.split("[./]+")).filter(part -> !part.isEmpty()).toList();
    }

    static boolean begins(List<String> path, List<String> with) {
        return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
    }

    /**
     * Some nodes of a network as one of their own, which reads what they read from outside. Ops keep their names.
     */
    static Network part(Network network, String name, Predicate<Node> inside) {
        Scope scope = Scope.of(name);
        Map<Node, Node> now = new LinkedHashMap<>();
        Set<Node> all = network.nodes().stream().filter(inside).collect(Collectors.toSet());
        List<Node> results = new ArrayList<>();
        for (Node node : network.nodes()) {
            if (all.contains(node)) {
                List<Node> inputs = new ArrayList<>();
                for (Node input : node.inputs()) {
                    inputs.add(now.computeIfAbsent(
                            input,
                            outside -> scope.input("input" + (now.isEmpty() ? "" : now.size()), outside.shape())));
                }
                now.put(node, scope.add(node.name(), node.op(), inputs));
                List<Node> readers = network.consumers(node);
                if (readers.isEmpty()
                        || !all.containsAll(readers)
                        || network.outputs().contains(node)) {
                    results.add(now.get(node));
                }
            }
        }
        return scope.build(results);
    }
}
