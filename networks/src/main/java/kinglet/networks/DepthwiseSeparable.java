package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * MobileNet's layer (Howard et al. 2017, section 3.1 and figure 3): a depthwise and a pointwise convolution, each with batch
 * normalisation and activation. From {@code c x h x w} it gives {@code out x h/stride x w/stride} for
 * {@code c (k^2 + out)} mult-adds an output pixel, where a full convolution takes {@code c k^2 out}.
 *
 * @param out channels of the result
 * @param kernel rows and columns of the depthwise kernel
 * @param stride of the depthwise convolution
 * @param activation behind both convolutions
 */
public record DepthwiseSeparable(int out, int kernel, int stride, Activation activation) implements Block {

    /** With ReLU, stride 1. */
    public static DepthwiseSeparable of(int out, int kernel) {
        return new DepthwiseSeparable(out, kernel, 1, Activation.RELU);
    }

    public DepthwiseSeparable stride(int step) {
        return new DepthwiseSeparable(out, kernel, step, activation);
    }

    public DepthwiseSeparable activation(Activation other) {
        return new DepthwiseSeparable(out, kernel, stride, other);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node y = Convolution.depthwise(x.shape().channels(), kernel)
                .stride(stride)
                .activation(activation)
                .add(scope.in(0), x);
        return Convolution.pointwise(out).activation(activation).add(scope.in(1), y);
    }
}
