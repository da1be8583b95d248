package kinglet.cost;

import kinglet.graph.*;

/**
 * torchinfo's rule ({@code layer_info.py}): the parameters of a layer, weights and biases alike, times the pixels of a convolution's
 * output; the parameters alone for every other layer, so that a batch norm costs 2 a channel. Layers without parameters are free.
 */
final class TorchinfoCounting implements Counting {

    @Override
    public long count(Node node) {
        long params = node.parameters().stream()
                .filter(Parameter::isTrainable)
                .mapToLong(Parameter::size)
                .sum();
        return switch (node.op()) {
            case Conv2d _, LearnedGroupConv2d _ -> params * node.shape().area();
            case Linear _, BatchNorm _ -> params;
            case Input _, Constant _, Activation _, Pool _, GlobalPool _, AdaptiveAveragePool _, Add _, Multiply _ -> 0;
            case Concat _, Slice _, ChannelShuffle _, ChannelSelect _, LocalResponseNorm _, Dropout _ -> 0;
            case StochasticDepth _, Softmax _, Flatten _, Reshape _, Transpose _, Pad _, Resize _ -> 0;
        };
    }
}
