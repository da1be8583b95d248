package kinglet.cost;

import kinglet.graph.*;

/**
 * The FLOPs of DeepSpeed's flops profiler ({@code profiler.py}): a multiply-add is two, a convolution's bias 1 an output value (a fully
 * connected layer's is left out), an affine batch norm 2 a value, an activation 1 a value if its function is patched, a pool 1 an input
 * value. ReLU6 runs as {@code hardtanh}, which is not patched, and is free; so are hard swish, sigmoid, and the operators + and *.
 */
final class DeepspeedCounting implements Counting {

    @Override
    public long count(Node node) {
        Shape in = node.inputs().isEmpty() ? node.shape() : node.input().shape();
        return switch (node.op()) {
            case Conv2d _ -> 2 * MultAdds.of(node) + MultAdds.ofBias(node);
            case LearnedGroupConv2d _, Linear _ -> 2 * MultAdds.of(node);
            case BatchNorm _ -> 2L * in.size();
            case Activation activation ->
                switch (activation.function()) {
                    case RELU, LEAKY_RELU, SWISH -> in.size();
                    case RELU6, CLIP, SIGMOID, HARD_SIGMOID, HARD_SWISH, TANH -> 0;
                };
            case Pool _, GlobalPool _, AdaptiveAveragePool _, Softmax _ -> in.size();
            case Resize _ -> node.shape().size();
            case Input _, Constant _, Add _, Multiply _, Concat _, Slice _, ChannelShuffle _, ChannelSelect _ -> 0;
            case LocalResponseNorm _, Dropout _, StochasticDepth _, Flatten _, Reshape _, Transpose _, Pad _ -> 0;
        };
    }
}
