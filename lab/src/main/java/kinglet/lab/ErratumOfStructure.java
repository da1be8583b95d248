package kinglet.lab;

import static kinglet.lab.WorkedSources.effNet;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;
import static kinglet.lab.WorkedSources.shuffleNetV2;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.networks.EffNetBlock;
import kinglet.networks.InvertedResidual;
import kinglet.networks.NetworkOptions;
import kinglet.networks.ShuffleNetUnit;

/** What the documents say of how networks are built that is wrong or needs a condition. */
final class ErratumOfStructure {
    private static final int CHANNELS = 32;

    private ErratumOfStructure() {}

    static List<Check> all() {
        return List.of(
                stageOfV2(),
                residual(),
                groupSize(),
                shuffleAlone(),
                blocks(),
                oneGroupConvolution(),
                stageOfV1(),
                variants(),
                effNetBlock(),
                otherResolution());
    }

    private static Check stageOfV2() {
        WorkedGraph net = WorkedGraph.of("shufflenet_v2_x1_0");
        return Check.of(
                        "E11",
                        "Stride 2 in ShuffleNetV2",
                        "In the unit of stride 2 the number of channels doubles.",
                        seed(1, "ShuffleNetV2, questions"),
                        shuffleNetV2("table 5"))
                .fact(
                        "channels before and behind the first units of the stages",
                        List.of("24 to 116", "116 to 232", "232 to 464"),
                        List.of(ends(net, "stage2.0."), ends(net, "stage3.0."), ends(net, "stage4.0.")),
                        net.label())
                .right(
                        "ShuffleNetV2's channels double from stage to stage only; the first unit of stage 2 goes from 24 to 48, 116, 176 or 244.");
    }

    private static Check stageOfV1() {
        WorkedGraph net = WorkedGraph.of("shufflenet_v1");
        return Check.of(
                        "E25",
                        "Stages of ShuffleNet",
                        "After each stage the number of channels has doubled.",
                        seed(3, "section 3.2"),
                        shuffleNet("table 1"))
                .fact(
                        "channels before and behind the first units of the stages",
                        List.of("24 to 240", "240 to 480", "480 to 960"),
                        List.of(ends(net, "features.0."), ends(net, "features.4."), ends(net, "features.12.")),
                        net.label())
                .right("ShuffleNet's stage 2 goes from 24 to between 144 and 384 channels, by the number of groups.");
    }

    /** Channels that a unit reads and makes. */
    static String ends(WorkedGraph net, String prefix) {
        List<Node> unit =
                net.network().nodes().stream().filter(WorkedGraph.under(prefix)).toList();
        return "%d to %d"
                .formatted(
                        unit.getFirst().input().shape().channels(),
                        unit.getLast().shape().channels());
    }

    private static Check residual() {
        WorkedGraph same = WorkedGraph.of("inverted residual", InvertedResidual.of(384, 64), new Shape(64, 14, 14));
        WorkedGraph wider = WorkedGraph.of("inverted residual", InvertedResidual.of(384, 96), new Shape(64, 14, 14));
        return Check.of(
                        "E12",
                        "MobileNetV2's sum",
                        "Blocks of stride 1 end with a sum.",
                        seed(1, "MobileNetV2, questions"),
                        mobileNetV2("section 3.3"))
                .fact("sums, 64 to 64 channels", 1L, same.count(node -> node.op() instanceof Add), same.label())
                .fact("sums, 64 to 96 channels", 0L, wider.count(node -> node.op() instanceof Add), wider.label())
                .right("of the blocks of stride 1 only those that also keep the number of channels end with a sum.");
    }

    private static Check groupSize() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.depthwise(CHANNELS, 3), new Shape(CHANNELS, 28, 28));
        Conv2d conv = (Conv2d) graph.network().output().op();
        return Check.of(
                        "E15",
                        "Groups of a depthwise convolution",
                        "The group size is the number of input channels.",
                        seed(2, "section 2-1"))
                .fact("groups", CHANNELS, conv.groups(), graph.label())
                .fact("channels of a group", 1, CHANNELS / conv.groups(), graph.label())
                .right("the number of groups is the number of input channels; the size of a group is 1.");
    }

    private static Check shuffleAlone() {
        WorkedGraph unit = WorkedGraph.of("ShuffleNet unit", ShuffleNetUnit.of(240, 3), new Shape(240, 28, 28));
        WorkedGraph shuffle = WorkedGraph.of(new ChannelShuffle(3), new Shape(60, 28, 28));
        return Check.of(
                        "E16",
                        "What the shuffle replaces",
                        "ShuffleNet replaces the pointwise convolution by a shuffle layer.",
                        seed(2, "section 2"),
                        shuffleNet("section 3.2"))
                .fact("pointwise convolutions, grouped", 2L, unit.count(node -> isPointwiseGrouped(node)), unit.label())
                .fact("parameters of the shuffle", 0L, shuffle.params(), shuffle.label())
                .right(
                        "ShuffleNet keeps both pointwise convolutions, groups them, and adds a shuffle, which has no weights.");
    }

    private static boolean isPointwiseGrouped(Node node) {
        return WorkedGraph.isPointwise(node) && WorkedGraph.isGrouped(node);
    }

    private static Check blocks() {
        ChannelShuffle shuffle = new ChannelShuffle(2);
        List<Integer> order = IntStream.range(0, CHANNELS)
                .mapToObj(i -> shuffle.source(i, CHANNELS))
                .toList();
        List<Integer> blocks = IntStream.range(0, CHANNELS / 2)
                .mapToObj(i -> i < 8 ? i : i + 8)
                .toList();
        return Check.of(
                        "E20",
                        "Shuffle of 32 channels in 2 groups",
                        "Each group is halved, and blocks 1 and 3 make the first group, 2 and 4 the second.",
                        seed(3, "section 3"),
                        shuffleNet("section 3.1"))
                .fact(
                        "order of a shuffle",
                        List.of(0, 16, 1, 17, 2, 18),
                        order.subList(0, 6),
                        "channel shuffle, groups 2")
                .fact(
                        "channels of the first group, as a set",
                        blocks,
                        List.copyOf(new TreeSet<>(order.subList(0, CHANNELS / 2))),
                        "channel shuffle, groups 2")
                .right(
                        "a shuffle gives each group the channels that are named, but interleaves single ones: 0, 16, 1, 17 and so on.");
    }

    private static Check oneGroupConvolution() {
        WorkedGraph net = WorkedGraph.of("shufflenet_v2_x1_0");
        return Check.of(
                        "E24",
                        "Group convolutions of ShuffleNetV2",
                        "The unit has one group convolution only.",
                        seed(3, "section 4"),
                        shuffleNetV2("section 3.2"))
                .fact("grouped and not depthwise", 0L, net.count(WorkedGraph::isGrouped), net.label())
                .right(
                        "ShuffleNetV2's 1x1 convolutions are all dense; the only convolution with groups is the depthwise one.");
    }

    private static Check variants() {
        WorkedGraph a = WorkedGraph.of("figure 2a", ShuffleNetUnit.of(240, 1), new Shape(240, 28, 28));
        WorkedGraph b = WorkedGraph.of("figure 2b", ShuffleNetUnit.of(240, 3), new Shape(240, 28, 28));
        WorkedGraph c = WorkedGraph.of("figure 2c", ShuffleNetUnit.down(480, 3), new Shape(240, 28, 28));
        return Check.of(
                        "E28",
                        "Variants of ShuffleNet's unit",
                        "ShuffleNet introduces three variants of the shuffle unit.",
                        seed(4, "ShuffleNet"),
                        shuffleNet("figure 2"))
                .fact("shuffles of a, b and c", List.of(0L, 1L, 1L), shuffles(a, b, c), "the units of figure 2")
                .right("figure 2a is a plain bottleneck with a depthwise convolution; two are shuffle units.");
    }

    private static List<Long> shuffles(WorkedGraph... graphs) {
        return List.of(graphs).stream()
                .map(graph -> graph.count(node -> node.op() instanceof ChannelShuffle))
                .toList();
    }

    private static Check effNetBlock() {
        WorkedGraph block = WorkedGraph.of(
                "EffNet block", new EffNetBlock(32, 64, EffNetBlock.Reduction.HORIZONTAL), new Shape(3, 32, 32));
        List<String> layers = block.network().nodes().stream()
                .skip(1)
                .map(node -> node.op() instanceof Conv2d conv
                        ? conv.window().toString()
                        : node.op().label())
                .toList();
        boolean before = block.network().nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .allMatch(norm -> norm.input().op() instanceof Activation);
        return Check.of(
                        "E30",
                        "EffNet's block",
                        "A depthwise 1x3, a pooling and a depthwise 3x1.",
                        seed(4, "EffNet"),
                        effNet("section 4"))
                .fact(
                        "convolutions and pools",
                        List.of("1x1", "1x3", "max pool 2x1/2x1", "3x1", "1x2/1x2"),
                        layers.stream()
                                .filter(label -> label.matches("\\dx\\d.*|max pool.*"))
                                .toList(),
                        block.label())
                .fact("activations stand before the norms", true, before, block.label())
                .right(
                        "EffNet's block also has a 1x1 convolution before, and a convolution of two taps behind that halves the width; each"
                                + " convolution is followed by the activation, and then by batch normalisation.");
    }

    private static Check otherResolution() {
        WorkedGraph large = WorkedGraph.of("mobilenet_v1");
        WorkedGraph small = WorkedGraph.of("mobilenet_v1", NetworkOptions.NONE.withResolution(128));
        return Check.of(
                        "E31",
                        "Train at 224, use at 128",
                        "Because of the global average pool MobileNet can be trained on 224 x 224 and used on 128 x 128 pictures.",
                        seed(4, "MobileNet"),
                        mobileNet("table 7"))
                .fact(
                        "the same parameters",
                        true,
                        large.network().parameters().equals(small.network().parameters()),
                        large.label() + " and " + small.label())
                .right(
                        "MobileNet's weights fit every resolution, but the accuracies of the table are those of networks trained at each resolution.");
    }
}
