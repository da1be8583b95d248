package kinglet.cost;

import java.util.Optional;
import java.util.stream.Stream;
import kinglet.graph.*;

/** G4: operators with few mult-adds and much memory access, which a count of mult-adds does not show at all. */
final class ElementWise {

    private ElementWise() {}

    static Stream<Finding> findings(Network network) {
        return network.nodes().stream()
                .flatMap(node -> remedy(network, node).map(remedy -> finding(node, remedy)).stream());
    }

    /** What to do, and the memory access that is left. */
    private record Remedy(String text, long left) {}

    private static Optional<Remedy> remedy(Network network, Node node) {
        long size = node.shape().size();
        return switch (node.op()) {
            case BatchNorm _
            when follows(network, node, true) -> remedy("fold it into the weights of '%s'", node.input(), 0);
            case BatchNorm _ -> remedy("fuse it into the reader of '%s'", node, 0);
            case Activation _
            when follows(network, node, false) ->
                remedy("apply it in '%s' before the value is written", writer(network, node.input()), 0);
            case Activation _ -> remedy("apply it where '%s' is written", node.input(), 0);
            case Add _ ->
                remedy(
                        "add in '%s' before the value is written, or concatenate instead",
                        node.inputs().getLast(), size);
            case Multiply _ -> remedy("multiply where '%s' is written or read", node.input(), 0);
            case ChannelShuffle _, ChannelSelect _ ->
                remedy("permute the weights of the reader of '%s' instead", node, 0);
            case Slice _ -> remedy("read part of '%s' in place", node.input(), 0);
            case Concat _ -> remedy("let the inputs of '%s' be written side by side", node, 0);
            case LocalResponseNorm _ -> remedy("leave '%s' out: later networks do without", node, 0);
            case Input _, Constant _, Conv2d _, LearnedGroupConv2d _, Pool _, GlobalPool _, AdaptiveAveragePool _ ->
                Optional.empty();
            case Linear _,
                    Dropout _,
                    StochasticDepth _,
                    Softmax _,
                    Flatten _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Resize _ -> Optional.empty();
        };
    }

    private static Optional<Remedy> remedy(String text, Node where, long left) {
        return Optional.of(new Remedy(text.formatted(where.name()), left));
    }

    /** The node whose step writes this one's values: the product before it, if it is a batch norm that folds. */
    private static Node writer(Network network, Node node) {
        return node.op() instanceof BatchNorm && follows(network, node, true) ? node.input() : node;
    }

    /** Whether the node's producer has no other reader, and is a product where that is asked. */
    private static boolean follows(Network network, Node node, boolean product) {
        Node producer = node.input();
        return network.consumers(producer).size() == 1 && (!product || new LayerCost(producer).isProduct());
    }

    private static Finding finding(Node node, Remedy remedy) {
        long cost = MemoryAccess.of(node);
        return new Finding(
                Guideline.G4,
                node.name(),
                "%s over %s accesses memory for no mult-adds"
                        .formatted(node.op().label(), node.shape()),
                cost,
                remedy.text(),
                Math.max(0, cost - remedy.left()));
    }
}
