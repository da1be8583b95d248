package kinglet.cost;

import kinglet.graph.*;

/**
 * Memory access cost, the MAC of ShuffleNetV2 (Ma et al. 2018, section 2): how many values a layer reads and writes when each is
 * touched once. For a convolution that keeps its size it is {@code hw(c1 + c2) + k k c1 c2 / g}.
 */
final class MemoryAccess {

    private MemoryAccess() {}

    /** Values read (inputs and parameters) and written. Ops that only rename values, and those that vanish after training, cost nothing. */
    static long of(Node node) {
        return switch (node.op()) {
            case Input _, Constant _, Dropout _, StochasticDepth _, Flatten _, Reshape _ -> 0;
            case Conv2d _, LearnedGroupConv2d _, BatchNorm _, Activation _, Pool _, GlobalPool _ -> moved(node);
            case AdaptiveAveragePool _, Linear _, Add _, Multiply _, Concat _, ChannelShuffle _ -> moved(node);
            case LocalResponseNorm _, Softmax _, Transpose _, Pad _, Resize _ -> moved(node);
            case Slice _, ChannelSelect _ -> 2L * node.shape().size();
        };
    }

    /**
     * The least a convolution of as many multiply-adds, pixels, taps and groups could access: equal widths give
     * {@code 2 sqrt(hw B) + B / (hw)} for a dense 1x1 convolution (the paper's equation 2); with k x k taps and g groups
     * {@code c1 c2 = B g / (hw k k)}, and with a stride the two maps have areas of their own.
     */
    static double lowerBound(Node node, Conv2d conv) {
        Shape in = node.input().shape();
        double pixels = Math.sqrt((double) in.area() * node.shape().area());
        double channels = Math.sqrt((double) in.channels() * node.shape().channels());
        return 2 * pixels * channels + weights(node);
    }

    static long weights(Node node) {
        return node.parameters().stream().mapToLong(Parameter::size).sum();
    }

    private static long moved(Node node) {
        long read = node.inputShapes().stream().mapToLong(Shape::size).sum();
        return read + node.shape().size() + weights(node);
    }
}
