package kinglet.lab;

import kinglet.graph.Activation;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Input;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Pool;
import kinglet.graph.Reshape;
import kinglet.graph.Resize;
import kinglet.graph.Slice;
import kinglet.graph.Softmax;
import kinglet.graph.StochasticDepth;
import kinglet.graph.Transpose;

/** Kinds of ops, as a drawing tells them apart by colour. */
enum DrawKind {
    DATA("input, output", "#ffffff", "#495057"),
    DENSE("dense convolution", "#d9e8fb", "#2563a8"),
    POINTWISE("pointwise 1×1", "#d5efe0", "#1c7d50"),
    GROUPED("group convolution", "#fde5cc", "#b85f0a"),
    POINTWISE_GROUPED("pointwise group 1×1", "#fbf1b8", "#8f7200"),
    DEPTHWISE("depthwise convolution", "#f8d9e8", "#ad2a74"),
    LINEAR("fully connected", "#e2dcf9", "#5637b0"),
    POOL("pool", "#d4eff4", "#10737f"),
    CHANNELS("split, shuffle, select", "#fbd9d3", "#b53325"),
    JOIN("add, concat, multiply", "#e4e6ea", "#4b5361"),
    OTHER("norm, activation, other", "#f3f4f6", "#7a828c");

    private final String words;
    private final String fill;
    private final String ink;

    DrawKind(String words, String fill, String ink) {
        this.words = words;
        this.fill = fill;
        this.ink = ink;
    }

    /** In a legend. */
    String words() {
        return words;
    }

    /** Of its boxes, light enough for dark text. */
    String fill() {
        return fill;
    }

    /** Of the boxes' edges and of lines. */
    String ink() {
        return ink;
    }

    static DrawKind of(Node node) {
        return switch (node.op()) {
            case Conv2d conv -> of(conv, node);
            case LearnedGroupConv2d _ -> POINTWISE_GROUPED;
            case Linear _ -> LINEAR;
            case Pool _, GlobalPool _, AdaptiveAveragePool _ -> POOL;
            case Slice _, ChannelShuffle _, ChannelSelect _ -> CHANNELS;
            case Add _, Multiply _, Concat _ -> JOIN;
            case Input _, Constant _ -> DATA;
            case BatchNorm _, Activation _, LocalResponseNorm _, Dropout _, StochasticDepth _, Softmax _ -> OTHER;
            case Flatten _, Reshape _, Transpose _, Pad _, Resize _ -> OTHER;
        };
    }

    private static DrawKind of(Conv2d conv, Node node) {
        boolean pointwise = conv.window().isPointwise();
        if (conv.isDepthwise(node.input().shape())) {
            return DEPTHWISE;
        }
        if (conv.groups() > 1) {
            return pointwise ? POINTWISE_GROUPED : GROUPED;
        }
        return pointwise ? POINTWISE : DENSE;
    }
}
