package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * EffNet's block (Freeman et al. 2018, section 4): a 1x1 convolution, a depthwise 1x3, a max pool that halves the height, a depthwise 3x1,
 * and a convolution of two taps that halves the width. Each convolution is followed by LeakyReLU and batch normalisation.
 * From {@code c x h x w} it costs {@code h w (c inner + 3 inner) + h w / 2 (3 inner) + h w / 4 (2 inner out)} mult-adds.
 *
 * @param inner channels inside
 * @param out channels of the output
 * @param reduction how the last convolution's two taps lie
 */
public record EffNetBlock(int inner, int out, Reduction reduction) implements Block {
    private static final Activation LEAKY = Activation.leakyRelu(0.3);
    private static final double EPSILON = 1e-3;

    /** The two readings of the paper's "2x1 convolution with corresponding stride". */
    public enum Reduction {
        /** Two taps side by side, as the stride: every column is read. */
        HORIZONTAL(Window.of(1, 2).stride(1, 2).padding(0)),
        /** Two taps one above the other, as in keras-effnet: every other column is never read. */
        VERTICAL(Window.of(2, 1).stride(1, 2).padding(Padding.same()));

        private final Window window;

        Reduction(Window window) {
            this.window = window;
        }
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node y = layer(scope, 0, Conv2d.pointwise(inner), x);
        y = layer(scope, 2, depthwise(1, 3), y);
        y = scope.add(Pool.max(Window.of(2, 1).stride(2, 1).padding(0)), y);
        y = layer(scope, 5, depthwise(3, 1), y);
        return layer(scope, 7, Conv2d.pointwise(out).window(reduction.window), y);
    }

    private Conv2d depthwise(int height, int width) {
        return Conv2d.depthwise(inner, 1).window(Window.of(height, width));
    }

    private static Node layer(Scope scope, int index, Conv2d conv, Node x) {
        Node y = scope.add(LEAKY, scope.add(Integer.toString(index), conv, x));
        return scope.in(index + 1).add("1", new BatchNorm(EPSILON), y);
    }
}
