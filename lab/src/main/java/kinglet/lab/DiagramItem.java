package kinglet.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Input;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Shape;
import kinglet.graph.Slice;
import kinglet.graph.StochasticDepth;
import kinglet.graph.Window;

/**
 * Nodes that are drawn as one box: a convolution with its norm and activation, a channel split with both its halves, or a node alone.
 *
 * @param nodes in the order of the network; the first one says what it is
 */
record DiagramItem(List<Node> nodes) {

    DiagramItem {
        nodes = List.copyOf(nodes);
    }

    Node first() {
        return nodes.getFirst();
    }

    /** What it gives, before it is flattened; of a split, the last part. */
    Shape shape() {
        Node last = nodes.getLast();
        return last.op() instanceof Flatten ? last.input().shape() : last.shape();
    }

    DrawKind kind() {
        return DrawKind.of(first());
    }

    /** Whether a node of this one reads a node of that one. */
    boolean reads(DiagramItem other) {
        return nodes.stream().flatMap(node -> node.inputs().stream()).anyMatch(other.nodes::contains);
    }

    boolean isSplit() {
        return first().op() instanceof Slice && nodes.size() > 1 && nodes.get(1).op() instanceof Slice;
    }

    /** What it is: {@code depthwise conv 3×3, stride 2}. */
    String title() {
        return switch (first().op()) {
            case Conv2d conv ->
                "%s %s%s%s"
                        .formatted(
                                conv.isDepthwise(first().input().shape())
                                        ? "depthwise conv"
                                        : conv.groups() > 1 ? "group conv" : "conv",
                                kernel(conv.window()),
                                stride(conv.window()),
                                kind() == DrawKind.GROUPED || kind() == DrawKind.POINTWISE_GROUPED
                                        ? ", G = " + conv.groups()
                                        : "");
            case LearnedGroupConv2d learned -> "learned group conv 1×1, G = " + learned.groups();
            case Pool pool ->
                "%s pool %s%s"
                        .formatted(
                                pool.kind() == Pool.Kind.MAX ? "max" : "average",
                                kernel(pool.window()),
                                stride(pool.window()));
            case Slice _ when isSplit() -> "channel split";
            case ChannelShuffle shuffle -> "channel shuffle, G = " + shuffle.groups();
            case ChannelSelect _ -> "channel select";
            case Linear _ -> "fully connected";
            case Input _ -> "input";
            default -> word(first());
        };
    }

    /** What stands behind it: {@code batch norm, ReLU6}. */
    String tail() {
        boolean bias = first().op() instanceof Conv2d conv && conv.bias();
        String rest = nodes.stream()
                .skip(isSplit() ? nodes.size() : 1)
                .map(DiagramItem::word)
                .collect(Collectors.joining(", "));
        return bias ? rest.isEmpty() ? "bias" : "bias, " + rest : rest;
    }

    /** What it gives: {@code 58 × 28 × 28}, of a split {@code 58 | 58 × 28 × 28}. */
    String result() {
        return isSplit()
                ? nodes.stream()
                                .map(n -> Integer.toString(n.shape().channels()))
                                .collect(Collectors.joining(" | "))
                        + area(shape())
                : shape(shape());
    }

    /** In as few letters as can be understood: {@code dw 3×3/2}, {@code 1×1, 144}. */
    String brief() {
        return switch (first().op()) {
            case Conv2d conv -> brief(conv);
            case LearnedGroupConv2d learned -> "lgc%d 1×1, %d".formatted(learned.groups(), learned.outChannels());
            case Pool pool -> (pool.kind() == Pool.Kind.MAX ? "max " : "avg ") + shortened(pool.window());
            case GlobalPool _ -> "global pool";
            case Slice _ -> isSplit() ? "split" : "slice";
            case ChannelShuffle _ -> "shuffle";
            case ChannelSelect _ -> "select";
            case Linear linear -> "fc " + linear.outFeatures();
            case Input input -> "input " + shape(input.shape());
            default -> word(first());
        };
    }

    private String brief(Conv2d conv) {
        String kernel = shortened(conv.window());
        return conv.isDepthwise(first().input().shape())
                ? "dw " + kernel
                : "%s%s, %d".formatted(conv.groups() > 1 ? "g" + conv.groups() + " " : "", kernel, conv.outChannels());
    }

    /** What it computes, but for what only training does, and for the bounds of activations, which quantised files have for each. */
    String look() {
        return nodes.stream()
                .map(Node::op)
                .filter(op -> !(op instanceof Dropout || op instanceof StochasticDepth))
                .map(op -> op instanceof Activation activation ? function(activation.function()) : op.label())
                .collect(Collectors.joining(",", ":", ""));
    }

    /** As people write a shape in a figure. */
    static String shape(Shape shape) {
        return shape.channels() + area(shape);
    }

    private static String area(Shape shape) {
        return " × " + shape.height() + " × " + shape.width();
    }

    private static String kernel(Window window) {
        return window.kernelHeight() + "×" + window.kernelWidth();
    }

    private static String stride(Window window) {
        if (window.strideHeight() == window.strideWidth()) {
            return window.strideHeight() == 1 ? "" : ", stride " + window.strideHeight();
        }
        return ", stride %d×%d".formatted(window.strideHeight(), window.strideWidth());
    }

    private static String shortened(Window window) {
        String stride = window.strideHeight() == window.strideWidth()
                ? Integer.toString(window.strideHeight())
                : window.strideHeight() + "×" + window.strideWidth();
        return kernel(window) + (stride.equals("1") ? "" : "/" + stride);
    }

    private static String word(Node node) {
        return switch (node.op()) {
            case BatchNorm _ -> "batch norm";
            case Activation activation -> function(activation.function());
            default -> node.op().label();
        };
    }

    private static String function(Activation.Function function) {
        return switch (function) {
            case RELU -> "ReLU";
            case RELU6 -> "ReLU6";
            case LEAKY_RELU -> "leaky ReLU";
            default -> function.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
