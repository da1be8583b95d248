package kinglet.lab;

import kinglet.engine.PlannedStep;
import kinglet.graph.*;

/** What a step's time is spent on, as ShuffleNetV2's figure 2 divides it, and finer. */
enum StepKind {
    DENSE("dense convolution"),
    GROUPED("group convolution"),
    DEPTHWISE("depthwise convolution"),
    ELEMENT_WISE("element-wise"),
    SHUFFLE("shuffle, split, concat"),
    DATA("data"),
    OTHER("pool, classifier, other");

    private final String words;

    StepKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** As in a file. */
    String key() {
        return words.replaceAll("[^a-z]+", "_");
    }

    boolean isConvolution() {
        return this == DENSE || this == GROUPED || this == DEPTHWISE;
    }

    /** By the first op that a step does, as it was in the network before it was compiled: a pass may make a norm a convolution. */
    static StepKind of(PlannedStep step, Network network) {
        if (step.covers().isEmpty()) {
            return DATA;
        }
        Node first = step.covers().getFirst();
        return of(network.nodes().stream()
                .filter(node -> node.name().equals(first.name()))
                .findFirst()
                .orElse(first));
    }

    static StepKind of(Node node) {
        return switch (node.op()) {
            case Conv2d conv when conv.isDepthwise(node.input().shape()) -> DEPTHWISE;
            case Conv2d conv -> conv.groups() > 1 ? GROUPED : DENSE;
            case LearnedGroupConv2d _ -> GROUPED;
            case BatchNorm _, Activation _, Add _, Multiply _, LocalResponseNorm _ -> ELEMENT_WISE;
            case ChannelShuffle _, ChannelSelect _, Concat _, Slice _, Transpose _ -> SHUFFLE;
            case Pool _, GlobalPool _, AdaptiveAveragePool _, Linear _, Softmax _, Resize _, Pad _ -> OTHER;
            case Input _, Constant _, Dropout _, StochasticDepth _, Flatten _, Reshape _ -> DATA;
        };
    }
}
