package kinglet.cost;

import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Parameter;

/** What one layer costs for one image. */
public record LayerCost(Node node) {

    /** Parameters that training changes. */
    public long params() {
        return node.parameters().stream()
                .filter(Parameter::isTrainable)
                .mapToLong(Parameter::size)
                .sum();
    }

    /** The work by one convention's rules, in its unit. */
    public long multAdds(Convention convention) {
        return convention.count(node);
    }

    /** Values of the output, if the layer multiplies and adds; as fvcore and timm count activations. */
    public long activations() {
        return isProduct() ? node.shape().size() : 0;
    }

    /** Values read and written (ShuffleNetV2, section 2). */
    public long memoryAccess() {
        return MemoryAccess.of(node);
    }

    /**
     * The least memory access for as many multiply-adds: {@code 2 sqrt(hwB) + B / (hw)} for a 1x1 convolution. For other layers
     * there is no choice of widths, and it is the memory access itself.
     */
    public double memoryAccessLowerBound() {
        return node.op() instanceof Conv2d conv ? MemoryAccess.lowerBound(node, conv) : memoryAccess();
    }

    /** Floating point operations (two a multiply-add) a byte moved in single precision; 0 where nothing is moved. */
    public double intensity() {
        return memoryAccess() == 0 ? 0 : 2.0 * multAdds(Convention.PAPER) / (Float.BYTES * (double) memoryAccess());
    }

    /** Whether it is a convolution or a fully connected layer. */
    public boolean isProduct() {
        return node.op() instanceof Conv2d || node.op() instanceof LearnedGroupConv2d || node.op() instanceof Linear;
    }
}
