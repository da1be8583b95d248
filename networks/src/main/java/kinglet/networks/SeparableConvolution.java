package kinglet.networks;

import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Scope;

/**
 * Xception's separable convolution (Chollet 2017, section 2): depthwise and pointwise with nothing between, since an activation
 * there makes it less accurate (section 4.7). Shapes and cost are those of {@link DepthwiseSeparable} at stride 1; normalisation
 * and activation are the network's to add.
 *
 * @param out channels of the result
 * @param kernel rows and columns of the depthwise kernel
 * @param padding of the depthwise convolution
 */
public record SeparableConvolution(int out, int kernel, Padding padding) implements Block {

    /** Padded so that the size stays. */
    public static SeparableConvolution of(int out, int kernel) {
        return new SeparableConvolution(out, kernel, Padding.same());
    }

    /** Names the convolutions {@code conv1} and {@code pointwise}, as timm does. */
    @Override
    public Node add(Scope scope, Node x) {
        Node y = scope.add(
                "conv1", Conv2d.depthwise(x.shape().channels(), kernel).padding(padding), x);
        return scope.add("pointwise", Conv2d.pointwise(out), y);
    }
}
