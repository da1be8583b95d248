package kinglet.lab;

import static kinglet.lab.WorkedSources.effNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;
import static kinglet.lab.WorkedSources.shuffleNetV2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Node;
import kinglet.graph.Slice;

/** How the units of the catalogue's networks are built, read by walking their graphs: F07, F08, F13, F14, F17, F24 and F30. */
final class WorkedUnits {
    private static final Pattern V2_UNIT = Pattern.compile("stage\\d\\.\\d+\\.");
    private static final Pattern INVERTED_RESIDUAL = Pattern.compile("features\\.\\d+\\.conv\\.");
    private static final Pattern RESNET_BLOCK = Pattern.compile("layer\\d\\.\\d+\\.(?!downsample)");

    private WorkedUnits() {}

    static List<Check> all() {
        return List.of(
                guidelines(),
                twoShuffleNets(),
                invertedResidual(),
                twoMobileNets(),
                groupedPointwise(),
                firstLayers(),
                hourglassAndSpindle());
    }

    private static Check guidelines() {
        WorkedGraph net = WorkedGraph.of("shufflenet_v2_x1_0");
        List<List<Node>> splitting = units(net, V2_UNIT).stream()
                .filter(unit -> unit.stream().anyMatch(is(Slice.class)))
                .toList();
        List<Node> nodes = splitting.stream().flatMap(List::stream).toList();
        long unequal = net.cost().layers().stream()
                .filter(layer -> nodes.contains(layer.node()) && WorkedGraph.isPointwise(layer.node()))
                .filter(layer -> layer.memoryAccess() != layer.memoryAccessLowerBound())
                .count();
        return Check.of(
                        "F07",
                        "ShuffleNetV2 and the guidelines",
                        "ShuffleNetV2's unit obeys all four guidelines.",
                        seed(1, "ShuffleNetV2"),
                        seed(3, "section 4"),
                        shuffleNetV2("section 3.2"))
                .fact("units that split", 13, splitting.size(), net.label())
                .fact("G1, 1x1 convolutions above the least memory access", 0L, unequal, "these units")
                .fact(
                        "G2, convolutions of several groups that are not depthwise",
                        0L,
                        net.count(WorkedGraph::isGrouped),
                        net.label())
                .fact(
                        "G3, layers between a split and the concatenation beside the one branch",
                        0L,
                        nodes.stream()
                                .filter(is(Concat.class))
                                .filter(concat -> !(concat.input().op() instanceof Slice))
                                .count(),
                        "these units")
                .fact("G4, sums", 0L, net.count(is(Add.class)), net.label())
                .fact(
                        "G4, the share of its channels that each ReLU and depthwise convolution of a unit sees",
                        List.of(0.5),
                        splitting.stream()
                                .flatMap(WorkedUnits::elementWiseShares)
                                .distinct()
                                .toList(),
                        "these units");
    }

    private static Stream<Double> elementWiseShares(List<Node> unit) {
        double channels = unit.getLast().shape().channels();
        return unit.stream()
                .filter(is(Activation.class).or(WorkedGraph::isDepthwise))
                .map(node -> node.shape().channels() / channels);
    }

    private static Check twoShuffleNets() {
        WorkedGraph v1 = WorkedGraph.of("shufflenet_v1");
        WorkedGraph v2 = WorkedGraph.of("shufflenet_v2_x1_0");
        String both = v1.label() + " and " + v2.label();
        return Check.of(
                        "F08",
                        "ShuffleNet's two versions",
                        "The second version splits its input where the first copied it, has no grouped 1x1 convolution, concatenates where the first"
                                + " added, shuffles behind the concatenation, doubles the channels at stride 2, and has a 1x1 convolution before the global pool.",
                        seed(1, "ShuffleNetV2, questions"),
                        shuffleNetV2("section 3.2"))
                .fact("splits", List.of(0L, 2 * 13L), counts(is(Slice.class), v1, v2), both)
                .fact(
                        "grouped 1x1 convolutions",
                        List.of(31L, 0L),
                        counts(node -> WorkedGraph.isPointwise(node) && WorkedGraph.isGrouped(node), v1, v2),
                        both)
                .fact("sums", List.of(13L, 0L), counts(is(Add.class), v1, v2), both)
                .fact("concatenations", List.of(3L, 16L), counts(is(Concat.class), v1, v2), both)
                .fact(
                        "shuffles that read a concatenation",
                        List.of(0L, 16L),
                        counts(
                                node -> node.op() instanceof ChannelShuffle
                                        && node.input().op() instanceof Concat,
                                v1,
                                v2),
                        both)
                .fact(
                        "channels before and behind the units of stride 2 in stages 3 and 4",
                        List.of("116 to 232", "232 to 464"),
                        List.of(ErratumOfStructure.ends(v2, "stage3.0."), ErratumOfStructure.ends(v2, "stage4.0.")),
                        v2.label())
                .fact(
                        "what the global pool reads, but for norms and activations",
                        List.of("add", "conv 1x1"),
                        List.of(pooled(v1), pooled(v2)),
                        both);
    }

    private static List<Long> counts(Predicate<Node> which, WorkedGraph... graphs) {
        return Stream.of(graphs).map(graph -> graph.count(which)).toList();
    }

    private static String pooled(WorkedGraph net) {
        Node read = net.network().nodes().stream()
                .filter(is(GlobalPool.class))
                .findFirst()
                .orElseThrow()
                .input();
        while (read.op() instanceof Activation || read.op() instanceof BatchNorm) {
            read = read.input();
        }
        return read.op().label();
    }

    private static Check invertedResidual() {
        WorkedGraph net = WorkedGraph.of("mobilenet_v2");
        List<List<Node>> expanding =
                units(net, INVERTED_RESIDUAL).stream().skip(1).toList();
        return Check.of(
                        "F13",
                        "Expand, filter, project",
                        "An inverted residual expands, filters each channel and projects, because depthwise convolutions need many channels; its shortcut"
                                + " joins the narrow ends.",
                        seed(1, "MobileNetV2"),
                        seed(3, "MobileNet v2"),
                        mobileNetV2("section 3.3"))
                .fact(
                        "convolutions of the units but the first",
                        List.of(List.of("1x1", "3x3 depthwise", "1x1")),
                        expanding.stream()
                                .map(WorkedUnits::convolutions)
                                .distinct()
                                .toList(),
                        net.label())
                .fact(
                        "channels of the depthwise convolution over those that the unit reads",
                        List.of(6.0),
                        expanding.stream().map(WorkedUnits::widening).distinct().toList(),
                        net.label())
                .fact("shortcuts", 10L, net.count(is(Add.class)), net.label())
                .fact(
                        "shortcuts that join anything but inputs and projections",
                        0L,
                        expanding.stream()
                                .filter(unit -> unit.getLast().op() instanceof Add)
                                .filter(unit -> !unit.getLast()
                                                .inputs()
                                                .contains(unit.getFirst().input())
                                        || unit.getLast().shape().channels()
                                                != unit.getFirst()
                                                        .input()
                                                        .shape()
                                                        .channels())
                                .count(),
                        net.label());
    }

    private static Check twoMobileNets() {
        WorkedGraph v1 = WorkedGraph.of("mobilenet_v1");
        WorkedGraph v2 = WorkedGraph.of("mobilenet_v2");
        List<List<Node>> units = units(v2, INVERTED_RESIDUAL);
        List<Node> projections =
                units.stream().map(WorkedUnits::lastConvolution).toList();
        return Check.of(
                        "F14",
                        "MobileNet's two versions",
                        "The second version has a 1x1 convolution more before each depthwise one, and no activation behind the other.",
                        seed(1, "MobileNetV2"),
                        seed(3, "MobileNet v2"),
                        mobileNetV2("sections 3.2 and 3.3"))
                .fact(
                        "1x1 convolutions behind a depthwise one, and with an activation, in MobileNet",
                        List.of(13L, 13L),
                        List.of(
                                v1.count(WorkedGraph.under("conv_pw_").and(WorkedGraph::isPointwise)),
                                v1.count(WorkedGraph.under("conv_pw_")
                                        .and(WorkedGraph::isPointwise)
                                        .and(node -> isActivated(v1, node)))),
                        v1.label())
                .fact(
                        "the same in MobileNetV2",
                        List.of(17, 0L),
                        List.of(
                                projections.size(),
                                projections.stream()
                                        .filter(node -> isActivated(v2, node))
                                        .count()),
                        v2.label())
                .fact(
                        "units of MobileNetV2 that begin with a 1x1 convolution and an activation",
                        16L,
                        units.stream()
                                .map(List::getFirst)
                                .filter(node -> WorkedGraph.isPointwise(node) && isActivated(v2, node))
                                .count(),
                        v2.label())
                .right(
                        "all units of MobileNetV2 but the first, whose expansion is 1, begin with a 1x1 convolution more than MobileNet's layers; no"
                                + " projection has an activation behind it.");
    }

    private static Check groupedPointwise() {
        WorkedGraph net = WorkedGraph.of("shufflenet_v1");
        Predicate<Node> pointwise = WorkedGraph.under("features.").and(WorkedGraph::isPointwise);
        return Check.of(
                        "F17",
                        "Mixing by shuffle",
                        "ShuffleNet mixes channels by grouped 1x1 convolutions and shuffles, where MobileNet has dense 1x1 convolutions.",
                        seed(2, "section 2"),
                        seed(3, "section 3.2"),
                        shuffleNet("section 3.2"))
                .fact("1x1 convolutions of its units", 32L, net.count(pointwise), net.label())
                .fact("grouped ones", 31L, net.count(pointwise.and(WorkedGraph::isGrouped)), net.label())
                .fact("shuffles", 16L, net.count(is(ChannelShuffle.class)), net.label())
                .fact(
                        "grouped 1x1 convolutions of MobileNet",
                        0L,
                        WorkedGraph.of("mobilenet_v1").count(WorkedGraph::isGrouped),
                        "mobilenet_v1");
    }

    private static Check firstLayers() {
        Check check = Check.of(
                "F24",
                "EffNet's first layer",
                "MobileNet and ShuffleNet leave the first layer a standard convolution; EffNet replaces it too.",
                seed(4, "EffNet"),
                effNet("section 5"));
        Map<String, String> first = new LinkedHashMap<>();
        first.put("mobilenet_v1", "conv 3x3/2");
        first.put("mobilenet_v2", "conv 3x3/2");
        first.put("shufflenet_v1", "conv 3x3/2");
        first.put("shufflenet_v2_x1_0", "conv 3x3/2");
        first.put("effnet", "conv 1x1");
        for (Map.Entry<String, String> row : first.entrySet()) {
            WorkedGraph net = WorkedGraph.of(row.getKey());
            check = check.fact("first of " + row.getKey(), row.getValue(), firstConvolution(net), net.label());
        }
        WorkedGraph effNet = WorkedGraph.of("effnet");
        return check.fact(
                "dense convolutions of more than two taps in EffNet",
                0L,
                effNet.count(node -> node.op() instanceof Conv2d conv
                        && conv.groups() == 1
                        && conv.window().kernelHeight() * conv.window().kernelWidth() > 2),
                effNet.label());
    }

    private static String firstConvolution(WorkedGraph net) {
        return net.network().nodes().stream()
                .filter(is(Conv2d.class))
                .findFirst()
                .orElseThrow()
                .op()
                .label();
    }

    private static Check hourglassAndSpindle() {
        WorkedGraph resNet = WorkedGraph.of("resnet50");
        WorkedGraph mobile = WorkedGraph.of("mobilenet_v2");
        String both = resNet.label() + " and " + mobile.label();
        List<List<Node>> blocks = units(resNet, RESNET_BLOCK);
        List<List<Node>> units =
                units(mobile, INVERTED_RESIDUAL).stream().skip(1).toList();
        return Check.of(
                        "F30",
                        "MobileNetV2 beside ResNet",
                        "Both go 1x1, 3x3, 1x1 and add a shortcut; but ResNet filters by standard convolutions and MobileNetV2 by depthwise ones, ResNet"
                                + " narrows and widens again where MobileNetV2 widens and narrows, and MobileNetV2 ends without an activation.",
                        seed(3, "MobileNet v2"),
                        mobileNetV2("section 3.3"))
                .fact(
                        "convolutions of a block",
                        List.of(List.of("1x1", "3x3", "1x1"), List.of("1x1", "3x3 depthwise", "1x1")),
                        Stream.concat(blocks.stream(), units.stream())
                                .map(WorkedUnits::convolutions)
                                .distinct()
                                .toList(),
                        both)
                .fact("shortcuts", List.of(16L, 10L), counts(is(Add.class), resNet, mobile), both)
                .fact(
                        "ResNet's inner channels are fewer than those that come out, MobileNetV2's more",
                        List.of(16L, 16L),
                        List.of(
                                blocks.stream()
                                        .filter(block -> inner(block) < made(block))
                                        .count(),
                                units.stream()
                                        .filter(unit -> inner(unit) > made(unit))
                                        .count()),
                        both)
                .fact(
                        "sums with an activation behind them",
                        List.of(16L, 0L),
                        List.of(
                                resNet.count(node -> node.op() instanceof Add && isActivated(resNet, node)),
                                mobile.count(node -> node.op() instanceof Add && isActivated(mobile, node))),
                        both);
    }

    /** The nodes of each unit, whose names begin alike. */
    private static List<List<Node>> units(WorkedGraph net, Pattern name) {
        Map<String, List<Node>> units = new LinkedHashMap<>();
        for (Node node : net.network().nodes()) {
            Matcher matcher = name.matcher(node.name());
            if (matcher.lookingAt()) {
                units.computeIfAbsent(matcher.group(), prefix -> new ArrayList<>())
                        .add(node);
            }
        }
        return List.copyOf(units.values());
    }

    private static List<String> convolutions(List<Node> unit) {
        return unit.stream()
                .filter(is(Conv2d.class))
                .map(node -> "%dx%d%s"
                        .formatted(
                                ((Conv2d) node.op()).window().kernelHeight(),
                                ((Conv2d) node.op()).window().kernelWidth(),
                                WorkedGraph.isDepthwise(node) ? " depthwise" : ""))
                .toList();
    }

    private static double widening(List<Node> unit) {
        return (double) inner(unit) / unit.getFirst().input().shape().channels();
    }

    /** Channels of the convolution between the two 1x1. */
    private static int inner(List<Node> unit) {
        return unit.stream()
                .filter(is(Conv2d.class).and(node -> !WorkedGraph.isPointwise(node)))
                .findFirst()
                .orElseThrow()
                .shape()
                .channels();
    }

    private static int made(List<Node> unit) {
        return lastConvolution(unit).shape().channels();
    }

    private static Node lastConvolution(List<Node> unit) {
        return unit.stream().filter(is(Conv2d.class)).toList().getLast();
    }

    /** Whether an activation reads it, or the norm behind it. */
    private static boolean isActivated(WorkedGraph net, Node node) {
        return net.network().consumers(node).stream()
                .anyMatch(next ->
                        next.op() instanceof Activation || next.op() instanceof BatchNorm && isActivated(net, next));
    }

    private static Predicate<Node> is(Class<?> op) {
        return node -> op.isInstance(node.op());
    }
}
