package kinglet.cost;

import kinglet.graph.*;

/** Multiply-adds of one layer: the part of the cost on which all conventions agree. */
final class MultAdds {

    private MultAdds() {}

    /**
     * {@code k k c1/g c2 h w} for a convolution, {@code in out} for a fully connected layer, without bias; nothing else multiplies
     * and adds. A learned group convolution counts as the dense one that it is before its conversion.
     */
    static long of(Node node) {
        return switch (node.op()) {
            case Conv2d conv ->
                (long) node.shape().size()
                        * (node.input().shape().channels() / conv.groups())
                        * conv.window().taps();
            case LearnedGroupConv2d learned ->
                (long) node.shape().size() * node.input().shape().channels();
            case Linear linear ->
                (long) linear.outFeatures() * node.input().shape().channels();
            case Input _, Constant _, BatchNorm _, Activation _, Pool _, GlobalPool _, AdaptiveAveragePool _ -> 0;
            case Add _, Multiply _, Concat _, Slice _, ChannelShuffle _, ChannelSelect _, LocalResponseNorm _ -> 0;
            case Dropout _, StochasticDepth _, Softmax _, Flatten _, Reshape _, Transpose _, Pad _, Resize _ -> 0;
        };
    }

    /** Additions of the bias: one an output value. */
    static long ofBias(Node node) {
        return switch (node.op()) {
            case Conv2d conv when conv.bias() -> node.shape().size();
            case Linear linear when linear.bias() -> node.shape().size();
            default -> 0;
        };
    }
}
