package kinglet.lab;

import java.util.List;
import java.util.function.Predicate;
import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.cost.NetworkCost;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.networks.Block;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;

/**
 * A graph that is built to be counted.
 *
 * @param label what it is, in a few words
 * @param cost of the graph
 */
record WorkedGraph(String label, NetworkCost cost) {

    /** One layer. */
    static WorkedGraph of(Op op, Shape in) {
        return of(op.label(), (scope, x) -> scope.add("layer", op, x), in);
    }

    /** A block. */
    static WorkedGraph of(String label, Block block, Shape in) {
        Scope net = Scope.of(label);
        Node out = block.add(net, net.input(in));
        return new WorkedGraph("%s, %s to %s".formatted(label, in, out.shape()), NetworkCost.of(net.build(out)));
    }

    /** A network of the catalogue. */
    static WorkedGraph of(String id, NetworkOptions options) {
        return of(Catalogue.entry(id).build(options));
    }

    /** A network of the catalogue as published. */
    static WorkedGraph of(String id) {
        return of(id, NetworkOptions.NONE);
    }

    static WorkedGraph of(Network network) {
        return new WorkedGraph(network.name(), NetworkCost.of(network));
    }

    Network network() {
        return cost.network();
    }

    /** Parameters, norms included. */
    long params() {
        return cost.params();
    }

    /** Parameters of convolutions and fully connected layers. */
    long weights() {
        return weights(node -> true);
    }

    /** The same of some nodes. */
    long weights(Predicate<Node> which) {
        return layers(which).stream()
                .filter(LayerCost::isProduct)
                .mapToLong(LayerCost::params)
                .sum();
    }

    /** As the papers count. */
    long multAdds() {
        return cost.multAdds(Convention.PAPER);
    }

    /** Mult-adds of some nodes. */
    long multAdds(Predicate<Node> which) {
        return layers(which).stream()
                .mapToLong(layer -> layer.multAdds(Convention.PAPER))
                .sum();
    }

    long memoryAccess() {
        return cost.memoryAccess();
    }

    /** How many nodes are such. */
    long count(Predicate<Node> which) {
        return layers(which).size();
    }

    /** The nodes whose names begin so. */
    static Predicate<Node> under(String prefix) {
        return node -> node.name().startsWith(prefix);
    }

    /** Convolutions with a filter for each channel. */
    static boolean isDepthwise(Node node) {
        return node.op() instanceof Conv2d conv && conv.isDepthwise(node.input().shape());
    }

    /** 1x1 convolutions, grouped or not. */
    static boolean isPointwise(Node node) {
        return node.op() instanceof Conv2d conv && conv.window().isPointwise();
    }

    /** Convolutions of some groups that are not depthwise. */
    static boolean isGrouped(Node node) {
        return node.op() instanceof Conv2d conv && conv.groups() > 1 && !isDepthwise(node);
    }

    private List<LayerCost> layers(Predicate<Node> which) {
        return cost.layers().stream().filter(layer -> which.test(layer.node())).toList();
    }
}
