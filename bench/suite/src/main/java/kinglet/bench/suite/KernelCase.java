package kinglet.bench.suite;

import java.util.stream.Collectors;
import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.graph.Input;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/** One kernel at one shape, as some network of the catalogue has it. */
record KernelCase(KernelKind kind, Node node) {

    /** Op and shapes; cases of the same key are the same. */
    String key() {
        String inputs = node.inputShapes().stream().map(Shape::toString).collect(Collectors.joining(" and "));
        return "%s: %s%s -> %s".formatted(node.op().label(), inputs, isPlanar() ? " planar" : "", node.shape());
    }

    /** Whether its input is a picture, channel after channel, and not blocks of channels. */
    boolean isPlanar() {
        return node.input().op() instanceof Input && !node.input().shape().isVector();
    }

    /** Two a multiply-add of the direct algorithm; 0 for what only moves and compares values. */
    double flops() {
        return 2.0 * new LayerCost(node).multAdds(Convention.PAPER);
    }

    /** What is read, weights too, and written, each value once. */
    double bytes() {
        return (double) Float.BYTES * new LayerCost(node).memoryAccess();
    }
}
