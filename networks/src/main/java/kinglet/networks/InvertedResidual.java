package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.StochasticDepth;

/**
 * The inverted residual (MobileNetV2, section 3.3): a linear bottleneck, and its input added to its result where both have the
 * same shape. With squeeze-and-excitation it is MobileNetV3's block and EfficientNet's MBConv.
 *
 * @param bottleneck the layers
 * @param dropRate how often training drops the layers of an image that has the shortcut (EfficientNet's drop connect)
 */
public record InvertedResidual(LinearBottleneck bottleneck, double dropRate) implements Block {

    /** MobileNetV2's, with a 3x3 kernel and stride 1. */
    public static InvertedResidual of(int expanded, int out) {
        return of(LinearBottleneck.of(expanded, out));
    }

    public static InvertedResidual of(LinearBottleneck bottleneck) {
        return new InvertedResidual(bottleneck, 0);
    }

    public InvertedResidual kernel(int size) {
        return new InvertedResidual(bottleneck.kernel(size), dropRate);
    }

    public InvertedResidual stride(int step) {
        return new InvertedResidual(bottleneck.stride(step), dropRate);
    }

    public InvertedResidual activation(Activation other) {
        return new InvertedResidual(bottleneck.activation(other), dropRate);
    }

    public InvertedResidual squeeze(SqueezeExcitation excitation) {
        return new InvertedResidual(bottleneck.squeeze(excitation), dropRate);
    }

    public InvertedResidual dropRate(double rate) {
        return new InvertedResidual(bottleneck, rate);
    }

    @Override
    public Node add(Scope scope, Node x) {
        Node y = bottleneck.add(scope, x);
        if (!y.shape().equals(x.shape()) || bottleneck.stride() != 1) {
            return y;
        }
        if (dropRate > 0) {
            y = scope.add(new StochasticDepth(dropRate), y);
        }
        return scope.add(new Add(), x, y);
    }
}
