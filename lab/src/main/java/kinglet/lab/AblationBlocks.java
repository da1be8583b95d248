package kinglet.lab;

import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;
import kinglet.lab.TrainedSubject.Trunk;
import kinglet.networks.Convolution;
import kinglet.networks.DepthwiseSeparable;

/** Small networks that differ in one thing, for pictures of 32 x 32. */
final class AblationBlocks {
    private static final int STEM = 24;
    private static final int EXPANSION = 6;

    /** Where MobileNetV2's unit adds its input (figure 6b). */
    enum Residual {
        BETWEEN_BOTTLENECKS,
        NONE
    }

    private AblationBlocks() {}

    /** Two stages of ShuffleNet's units (figure 2), with the shuffle or without; the bottleneck is a quarter as wide. */
    static Trunk shuffleNet(int width, int groups, boolean shuffled) {
        return (net, image) -> {
            Node x = Convolution.of(STEM, 3).add(net.in("stem"), image);
            for (int unit = 0; unit < 8; unit++) {
                boolean down = unit % 4 == 0;
                int channels = unit < 4 ? width : 2 * width;
                x = shuffleUnit(net.in("units").in(unit), x, channels, groups, unit == 0, down, shuffled);
            }
            return x;
        };
    }

    private static Node shuffleUnit(
            Scope scope, Node x, int channels, int groups, boolean first, boolean down, boolean shuffled) {
        int inner = channels / 4;
        Node y = Convolution.group(inner, 1, first ? 1 : groups).add(scope.in("reduce"), x);
        y = shuffled && groups > 1 ? scope.add("shuffle", new ChannelShuffle(groups), y) : y;
        y = Convolution.depthwise(inner, 3).stride(down ? 2 : 1).linear().add(scope.in("filter"), y);
        int made = down ? channels - x.shape().channels() : channels;
        y = Convolution.group(made, 1, groups).linear().add(scope.in("expand"), y);
        y = down
                ? scope.add(
                        "concat",
                        new Concat(),
                        scope.add("pool", Pool.average(Window.of(3).stride(2)), x),
                        y)
                : scope.add("sum", new Add(), x, y);
        return scope.add("act", Activation.RELU, y);
    }

    /** Three stages of MobileNetV2's inverted residuals, their narrow end linear or with a ReLU6. */
    static Trunk bottlenecks(boolean linear, Residual residual) {
        return (net, image) -> {
            Node x = Convolution.of(16, 3).activation(Activation.RELU6).add(net.in("stem"), image);
            int[] channels = {16, 16, 24, 24, 32, 32, 32};
            int[] strides = {2, 1, 2, 1, 2, 1, 1};
            for (int i = 0; i < channels.length; i++) {
                x = bottleneck(net.in("blocks").in(i), x, channels[i], strides[i], linear, residual);
            }
            return Convolution.pointwise(256).activation(Activation.RELU6).add(net.in("last"), x);
        };
    }

    private static Node bottleneck(Scope scope, Node x, int out, int stride, boolean linear, Residual residual) {
        int expanded = EXPANSION * x.shape().channels();
        Node y = Convolution.pointwise(expanded).activation(Activation.RELU6).add(scope.in("expand"), x);
        y = Convolution.depthwise(expanded, 3)
                .stride(stride)
                .activation(Activation.RELU6)
                .add(scope.in("filter"), y);
        Convolution project = Convolution.pointwise(out);
        y = (linear ? project.linear() : project.activation(Activation.RELU6)).add(scope.in("project"), y);
        boolean adds = residual == Residual.BETWEEN_BOTTLENECKS && y.shape().equals(x.shape());
        return adds ? scope.add("sum", new Add(), x, y) : y;
    }

    /** MobileNet's layers at an eighth of their width, depthwise separable or dense. */
    static Trunk mobileNet(boolean separable) {
        return (net, image) -> {
            Node x = Convolution.of(16, 3).add(net.in("stem"), image);
            int[] channels = {32, 48, 48, 96, 96, 96};
            int[] strides = {1, 2, 1, 2, 1, 1};
            for (int i = 0; i < channels.length; i++) {
                Scope scope = net.in("layers").in(i);
                x = separable
                        ? DepthwiseSeparable.of(channels[i], 3)
                                .stride(strides[i])
                                .add(scope, x)
                        : Convolution.of(channels[i], 3).stride(strides[i]).add(scope, x);
            }
            return x;
        };
    }
}
