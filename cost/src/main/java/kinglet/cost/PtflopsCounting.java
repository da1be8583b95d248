package kinglet.cost;

import kinglet.graph.*;

/**
 * The rules of ptflops' pytorch backend ({@code pytorch_ops.py}): a bias costs 1 an output value, an affine batch norm 2 a value, an
 * activation that has a hook 1 a value, a pool 1 a value of its <em>input</em>. The operators {@code +} and {@code *} are not seen,
 * so residuals and gates are free, and so are the hard sigmoid and hard swish.
 */
final class PtflopsCounting implements Counting {

    @Override
    public long count(Node node) {
        Shape in = node.inputs().isEmpty() ? node.shape() : node.input().shape();
        return switch (node.op()) {
            case Conv2d _, LearnedGroupConv2d _, Linear _ -> MultAdds.of(node) + MultAdds.ofBias(node);
            case BatchNorm _ -> 2L * in.size();
            case Activation activation ->
                switch (activation.function()) {
                    case RELU, RELU6, LEAKY_RELU, SWISH -> in.size();
                    case CLIP, SIGMOID, HARD_SIGMOID, HARD_SWISH, TANH -> 0;
                };
            case Pool _, GlobalPool _, AdaptiveAveragePool _, Softmax _ -> in.size();
            case Resize _ -> node.shape().size();
            case Input _, Constant _, Add _, Multiply _, Concat _, Slice _, ChannelShuffle _, ChannelSelect _ -> 0;
            case LocalResponseNorm _, Dropout _, StochasticDepth _, Flatten _, Reshape _, Transpose _, Pad _ -> 0;
        };
    }
}
