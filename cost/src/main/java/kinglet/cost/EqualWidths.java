package kinglet.cost;

import java.util.stream.Stream;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/** G1: a 1x1 convolution of B mult-adds accesses least memory when it has as many outputs as inputs. */
final class EqualWidths {
    /** A layer within five per cent of its bound is left alone: a ratio of 1 : 2 on a large map is just above. */
    private static final double TOLERANCE = 1.05;

    private EqualWidths() {}

    static Stream<Finding> findings(Network network) {
        return network.nodes().stream()
                .filter(EqualWidths::isDensePointwise)
                .filter(node -> {
                    LayerCost cost = new LayerCost(node);
                    return cost.memoryAccess() > TOLERANCE * cost.memoryAccessLowerBound();
                })
                .map(EqualWidths::finding);
    }

    private static boolean isDensePointwise(Node node) {
        return node.op() instanceof Conv2d conv
                && conv.window().isPointwise()
                && conv.groups() == 1
                && !node.shape().isVector();
    }

    private static Finding finding(Node node) {
        Shape in = node.input().shape();
        Shape out = node.shape();
        LayerCost cost = new LayerCost(node);
        int width = (int) Math.round(Math.sqrt((double) in.channels() * out.channels()));
        long equal = (long) width * (in.area() + out.area()) + (long) width * width;
        return new Finding(
                Guideline.G1,
                node.name(),
                "%d inputs against %d outputs on %dx%d: %.2f of the lower bound"
                        .formatted(
                                in.channels(),
                                out.channels(),
                                out.height(),
                                out.width(),
                                cost.memoryAccess() / cost.memoryAccessLowerBound()),
                cost.memoryAccess(),
                "%d inputs and %d outputs do as many mult-adds".formatted(width, width),
                Math.max(0, cost.memoryAccess() - equal));
    }
}
