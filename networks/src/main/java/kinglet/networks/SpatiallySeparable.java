package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * A {@code k x k} convolution as a column and a row (Szegedy et al. 2016, section 3.2): {@code k x 1} to {@code out} channels,
 * then {@code 1 x k}, each with batch normalisation and activation. From {@code c x h x w} it gives
 * {@code out x h/stride x w/stride}; at stride 1 it costs {@code h w k out (c + out)} mult-adds against {@code h w k^2 c out}.
 *
 * @param out channels of both convolutions
 * @param kernel length of the column and of the row
 * @param stride vertical in the first, horizontal in the second
 * @param activation behind both
 */
public record SpatiallySeparable(int out, int kernel, int stride, Activation activation) implements Block {

    /** With ReLU, stride 1. */
    public static SpatiallySeparable of(int out, int kernel) {
        return new SpatiallySeparable(out, kernel, 1, Activation.RELU);
    }

    public SpatiallySeparable stride(int step) {
        return new SpatiallySeparable(out, kernel, step, activation);
    }

    public SpatiallySeparable activation(Activation other) {
        return new SpatiallySeparable(out, kernel, stride, other);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node column = convolution(Window.of(kernel, 1).stride(stride, 1)).add(scope.in(0), x);
        return convolution(Window.of(1, kernel).stride(1, stride)).add(scope.in(1), column);
    }

    private Convolution convolution(Window window) {
        return Convolution.of(new Conv2d(out, window, 1, false)).activation(activation);
    }
}
