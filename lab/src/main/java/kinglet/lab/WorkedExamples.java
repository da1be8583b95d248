package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.sum;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.effNet;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;
import static kinglet.lab.WorkedSources.squeezeNet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.networks.DepthwiseSeparable;
import kinglet.networks.EffNetBlock;

/** Numbers that the documents work out or quote in passing: C21, C23 and rows of D. */
final class WorkedExamples {
    private static final Formula K = symbol("K", 3);

    private WorkedExamples() {}

    static List<Check> all() {
        return List.of(
                groups(),
                separableParams(),
                eightTimes(),
                shuffleNetStages(),
                expansion(),
                bottlenecks(),
                WorkedInformation.check(),
                firstLayer(),
                squeezeNetSize(),
                normsIgnored(),
                pointwiseShare());
    }

    static Check groups() {
        Shape in = new Shape(4, 28, 28);
        Formula pixels = symbol("D_F", 28).squared();
        Formula taps = symbol("D_K", 3).squared();
        WorkedGraph one = WorkedGraph.of(Conv2d.of(8, 3), in);
        WorkedGraph two = WorkedGraph.of(Conv2d.of(8, 3).groups(2), in);
        return Check.of(
                        "C21",
                        "Two groups of 4 to 8 channels",
                        "With one group D_F² D_K² 4 8 mult-adds, with two (D_F² D_K² 2 4) 2 = D_F² D_K² 4 4: half of them.",
                        seed(4, "ShuffleNet"))
                .derive("one group", product(pixels, taps, Formula.of(4), Formula.of(8)), one.multAdds(), one.label())
                .derive(
                        "two groups",
                        product(product(pixels, taps, Formula.of(2), Formula.of(4)), Formula.of(2)),
                        two.multAdds(),
                        two.label())
                .derive("two groups", product(pixels, taps, Formula.of(4), Formula.of(4)), two.multAdds(), two.label());
    }

    static Check separableParams() {
        Shape picture = new Shape(3, 224, 224);
        Formula in = symbol("C_in", 3);
        Formula out = symbol("C_out", 256);
        WorkedGraph dense = WorkedGraph.of(Conv2d.of(256, 3), picture);
        WorkedGraph separable = WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(256, 3), picture);
        return Check.of(
                        "C23",
                        "6,912 against 795 parameters",
                        "From 3 to 256 channels a 3x3 convolution has 3·3·3·256 = 6,912 parameters, a depthwise and a pointwise"
                                + " one 3·3·3 + 3·1·1·256 = 795: a ninth.",
                        seed(3, "section 2.1"))
                .derive("dense", product(K.squared(), in, out), dense.params(), dense.label())
                .derive(
                        "separable",
                        sum(product(K.squared(), in), product(in, out)),
                        separable.weights(),
                        separable.label() + ", its convolutions")
                .derive(
                        "share",
                        sum(Formula.of(1).over(out), Formula.of(1).over(K.squared())),
                        (double) separable.weights() / dense.params(),
                        "both")
                .printed("saved", 8.69, "times", (double) dense.params() / separable.weights(), 2, "both")
                .right("795 of 6,912 is 1/8.69 = 1/9 + 1/256, not quite a ninth.");
    }

    private static Check eightTimes() {
        WorkedGraph full = WorkedGraph.of("mobilenet_v1_conv");
        WorkedGraph separable = WorkedGraph.of("mobilenet_v1");
        return Check.of(
                        "D05",
                        "8 to 9 times fewer mult-adds",
                        "3x3 depthwise separable convolutions take 8 to 9 times less computation than dense ones.",
                        seed(2, "section 2"),
                        seed(4, "MobileNet"),
                        mobileNet("table 4"))
                .printed("with 3x3 convolutions", 4866, "million mult-adds", full.multAdds() / 1e6, -1, full.label())
                .printed("separable", 569, "million mult-adds", separable.multAdds() / 1e6, 0, separable.label())
                .about(
                        "over the whole network",
                        8.5,
                        "times",
                        (double) full.multAdds() / separable.multAdds(),
                        0.5,
                        "both");
    }

    private static Check shuffleNetStages() {
        WorkedGraph net = WorkedGraph.of("shufflenet_v1");
        List<String> units = new ArrayList<>(new TreeSet<>(net.network().nodes().stream()
                .map(Node::name)
                .filter(name -> name.startsWith("features."))
                .map(name -> name.split("\\.")[1])
                .toList()));
        List<Integer> channels = new ArrayList<>();
        List<Integer> sides = new ArrayList<>();
        for (int last : new int[] {3, 11, 15}) {
            Shape shape = net.network().nodes().stream()
                    .filter(WorkedGraph.under("features.%d.".formatted(last)))
                    .toList()
                    .getLast()
                    .shape();
            channels.add(shape.channels());
            sides.add(shape.height());
        }
        return Check.of(
                        "D06",
                        "16 units in three stages, 140 M mult-adds",
                        "ShuffleNet has 16 units in three stages, each of which halves the picture and doubles the channels, and about"
                                + " 140 million mult-adds.",
                        seed(3, "section 3.2"),
                        shuffleNet("table 1"))
                .fact("units", 16, units.size(), net.label())
                .fact("channels of the stages", List.of(240, 480, 960), channels, net.label())
                .fact("rows and columns", List.of(28, 14, 7), sides, net.label())
                .about("mult-adds", 140, "million", net.multAdds() / 1e6, 5, net.label() + ", groups 3");
    }

    private static Check expansion() {
        WorkedGraph net = WorkedGraph.of("mobilenet_v2");
        List<Integer> factors = new ArrayList<>();
        for (int unit = 2; unit <= 17; unit++) {
            Node depthwise = net.network().nodes().stream()
                    .filter(WorkedGraph.under("features.%d.".formatted(unit)))
                    .filter(WorkedGraph::isDepthwise)
                    .findFirst()
                    .orElseThrow();
            Node first = net.network().nodes().stream()
                    .filter(WorkedGraph.under("features.%d.".formatted(unit)))
                    .findFirst()
                    .orElseThrow();
            factors.add(depthwise.shape().channels() / first.input().shape().channels());
        }
        return Check.of(
                        "D07",
                        "Expansion by t = 6",
                        "The first 1x1 convolution of a MobileNetV2 unit makes t = 6 times as many channels.",
                        seed(1, "MobileNetV2"),
                        seed(3, "MobileNet v2"),
                        mobileNetV2("table 2"))
                .fact("t of the units but the first", Collections.nCopies(16, 6), factors, net.label());
    }

    private static Check bottlenecks() {
        WorkedGraph resNet = WorkedGraph.of("resnet50");
        WorkedGraph net = WorkedGraph.of("mobilenet_v2");
        return Check.of(
                        "D08",
                        "Hourglass and spindle",
                        "ResNet's bottleneck narrows to 0.25 of its channels, MobileNetV2's widens to 6 times.",
                        seed(3, "MobileNet v2"))
                .fact("ResNet", 0.25, ratio(resNet, "layer1.1.conv2"), "resnet50, layer1.1")
                .fact("MobileNetV2", 6.0, ratio(net, "features.3.conv.1.0"), "mobilenet_v2, features.3");
    }

    /** Channels of a node, as a multiple of those that its block reads. */
    private static double ratio(WorkedGraph graph, String name) {
        Node node = graph.network().nodes().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow();
        Node first = node;
        while (!(first.op() instanceof Conv2d conv && conv.window().isPointwise())) {
            first = first.input();
        }
        return (double) node.shape().channels() / first.input().shape().channels();
    }

    private static Check firstLayer() {
        Shape picture = new Shape(3, 32, 32);
        WorkedGraph dense = WorkedGraph.of(Conv2d.of(64, 3), picture);
        WorkedGraph block =
                WorkedGraph.of("EffNet block", new EffNetBlock(32, 64, EffNetBlock.Reduction.HORIZONTAL), picture);
        Formula pixels = symbol("h", 32).times(symbol("w", 32));
        Formula c = symbol("c", 3);
        Formula inner = symbol("inner", 32);
        Formula three = Formula.of(3);
        Formula out = symbol("out", 64);
        return Check.of(
                        "D10",
                        "EffNet's first layer",
                        "Replacing the first layer by an EffNet block saves about 30 % of that layer's computation.",
                        seed(4, "EffNet"),
                        effNet("section 5"))
                .derive("dense", product(pixels, K.squared(), c, out), dense.multAdds(), dense.label())
                .derive(
                        "block",
                        sum(
                                product(pixels, c.times(inner).plus(product(three, inner))),
                                product(pixels.over(Formula.of(2)), three, inner),
                                product(pixels.over(Formula.of(4)), Formula.of(2), inner, out)),
                        block.multAdds(),
                        block.label())
                .about("saved", 30, "%", 100.0 * (dense.multAdds() - block.multAdds()) / dense.multAdds(), 5, "both");
    }

    private static Check squeezeNetSize() {
        WorkedGraph alexNet = WorkedGraph.of("alexnet");
        WorkedGraph squeezeNet = WorkedGraph.of("squeezenet1_0");
        return Check.of(
                        "D12",
                        "50 times fewer parameters",
                        "SqueezeNet has AlexNet's accuracy with 50 times fewer parameters, in less than 0.5 MB.",
                        seed(1, "SqueezeNet"),
                        squeezeNet("table 2"))
                .about(
                        "fewer parameters",
                        50,
                        "times",
                        (double) alexNet.params() / squeezeNet.params(),
                        2,
                        alexNet.label() + " and " + squeezeNet.label())
                .printed("in float32", 4.8, "MB", squeezeNet.cost().modelBytes() / 1048576.0, 1, squeezeNet.label())
                .right(
                        "SqueezeNet as such takes 4.8 MB; the 0.5 MB are those of Deep Compression (pruning, 6 bits a weight,"
                                + " Huffman's code).");
    }

    private static Check normsIgnored() {
        WorkedGraph net = WorkedGraph.of("mobilenet_v2");
        return Check.of(
                        "D14",
                        "What mult-adds leave out",
                        "Mult-adds count convolutions and fully connected layers; batch norms, ReLU and the like are ignored.",
                        seed(0, "section 1.2"),
                        seed(3, "section 1.1"))
                .fact("mult-adds of all other nodes", 0L, net.multAdds(node -> !isProduct(node)), net.label())
                .fact("its batch norms", 52L, net.count(node -> node.op() instanceof BatchNorm), net.label());
    }

    private static boolean isProduct(Node node) {
        return node.op() instanceof Conv2d || node.op() instanceof Linear;
    }

    private static Check pointwiseShare() {
        WorkedGraph net = WorkedGraph.of("mobilenet_v1");
        double all = net.multAdds() / 100.0;
        double params = (net.weights() - 1000) / 100.0;
        return Check.of(
                        "F19",
                        "Pointwise convolutions dominate MobileNet",
                        "1x1 convolutions take 94.86 % of MobileNet's mult-adds and hold 74.59 % of its parameters; the first"
                                + " convolution takes 1.19 %.",
                        seed(2, "ShuffleNet v1"),
                        mobileNet("table 2"))
                .printed(
                        "mult-adds of 1x1",
                        94.86,
                        "%",
                        net.multAdds(WorkedGraph.under("conv_pw_")) / all,
                        2,
                        net.label())
                .printed(
                        "mult-adds of depthwise 3x3",
                        3.06,
                        "%",
                        net.multAdds(WorkedGraph::isDepthwise) / all,
                        2,
                        net.label())
                .printed(
                        "mult-adds of the first",
                        1.91,
                        "%",
                        net.multAdds(WorkedGraph.under("conv1")) / all,
                        2,
                        net.label())
                .printed(
                        "mult-adds of the last",
                        0.18,
                        "%",
                        net.multAdds(WorkedGraph.under("conv_preds")) / all,
                        2,
                        net.label())
                .about(
                        "parameters of 1x1",
                        74.59,
                        "%",
                        net.weights(WorkedGraph.under("conv_pw_")) / params,
                        0.05,
                        net.label())
                .right(
                        "MobileNet's first convolution takes 1.91 %: the table swaps two digits, and its column adds up to 99.29 %.");
    }
}
