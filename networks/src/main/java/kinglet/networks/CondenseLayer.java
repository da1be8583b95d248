package kinglet.networks;

import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * CondenseNet's layer (Huang et al. 2018, sections 3.1 and 4): a learned group convolution 1x1 to four times the growth, then a grouped
 * 3x3 convolution to the growth, joined to the layer's input. For an input of c channels, growth k, g groups and condensation
 * d the converted form costs {@code h w (4 k c / d + 36 k^2 / g)} mult-adds, the training form {@code 4 k c} in place of the first.
 *
 * @param growth channels that it adds
 * @param groups groups of both convolutions
 * @param condensation what share of the inputs each group keeps, as a divisor
 * @param converted whether the learned convolution is in the form for inference
 */
public record CondenseLayer(int growth, int groups, int condensation, boolean converted) implements Block {
    private static final int BOTTLENECK = 4;

    /** Names its parameters as the authors' code, but for the mask, which is the convolution's. */
    @Override
    public Node add(Scope scope, Node x) {
        Node y = learned(scope, "conv_1", BOTTLENECK * growth, x);
        Scope second = scope.in("conv_2");
        y = second.add(Activation.RELU, second.add("norm", new BatchNorm(Convolution.EPSILON), y));
        y = second.add("conv", Conv2d.of(growth, 3).groups(groups), y);
        return scope.add(new Concat(), x, y);
    }

    /** Batch normalisation, ReLU and the learned group convolution, in the form asked for. */
    Node learned(Scope scope, String name, int out, Node x) {
        Scope inner = scope.in(name);
        int channels = x.shape().channels();
        Node y = converted ? scope.add(name, new ChannelSelect(channels / condensation * groups), x) : x;
        y = inner.add(Activation.RELU, inner.add("norm", new BatchNorm(Convolution.EPSILON), y));
        return converted
                ? inner.add(
                        new ChannelShuffle(groups),
                        inner.add("conv", Conv2d.pointwise(out).groups(groups), y))
                : inner.add("conv", new LearnedGroupConv2d(out, groups, condensation), y);
    }
}
