package kinglet.cost;

import java.util.stream.Stream;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/**
 * G2: with the mult-adds fixed, memory access grows with the number of groups, because the groups are paid for with wider maps:
 * {@code MAC = hw c1 + B g / c1 + B / (hw)}. Depthwise convolutions are left to G4, as in the paper.
 */
final class GroupConvolutions {

    private GroupConvolutions() {}

    static Stream<Finding> findings(Network network) {
        return network.nodes().stream()
                .filter(node -> node.op() instanceof Conv2d conv
                        && conv.groups() > 1
                        && !conv.isDepthwise(node.input().shape()))
                .map(node -> finding(node, (Conv2d) node.op()));
    }

    private static Finding finding(Node node, Conv2d conv) {
        Shape in = node.input().shape();
        Shape out = node.shape();
        double narrower = Math.sqrt(conv.groups());
        long inputs = Math.max(1, Math.round(in.channels() / narrower));
        long outputs = Math.max(1, Math.round(out.channels() / narrower));
        long dense = inputs * in.area()
                + outputs * out.area()
                + inputs * outputs * conv.window().taps();
        long cost = MemoryAccess.of(node);
        return new Finding(
                Guideline.G2,
                node.name(),
                "%d groups over %d inputs and %d outputs".formatted(conv.groups(), in.channels(), out.channels()),
                cost,
                "one group of %d inputs and %d outputs does as many mult-adds".formatted(inputs, outputs),
                Math.max(0, cost - dense));
    }
}
