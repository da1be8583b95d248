package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.sum;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNetV2;

import java.util.List;
import kinglet.cost.LayerCost;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.networks.Catalogue;
import kinglet.networks.DepthwiseSeparable;
import kinglet.networks.InvertedResidual;
import kinglet.networks.NetworkOptions;

/** What the documents say of parameters, mult-adds and memory access that is wrong or needs a condition. */
final class ErratumOfCost {
    private static final Formula ONE = Formula.of(1);

    private ErratumOfCost() {}

    static List<Check> all() {
        return List.of(
                WorkedFormulas.pointwiseRatio().as("E01"),
                WorkedFormulas.linear().as("E02"),
                WorkedTables.resNet50ByThop().as("E03"),
                depthwise(),
                strideOfConvolution(),
                outputMap(),
                strideOfUnit(),
                access(),
                twoNetworks(),
                secondTerm(),
                WorkedExamples.separableParams().as("E18"),
                WorkedTables.resolutions()
                        .as("E19")
                        .right(
                                "the rows of MobileNet's table 7 are MobileNet-224, -192, -160 and -128, and the symbol is ρ, not β."),
                WorkedTables.equalWidths().as("E26"),
                eightTimes(),
                lastStride());
    }

    private static Check depthwise() {
        Shape in = new Shape(512, 14, 14);
        WorkedGraph dense = WorkedGraph.of(Conv2d.of(512, 3), in);
        WorkedGraph depthwise = WorkedGraph.of(Conv2d.depthwise(512, 3), in);
        WorkedGraph separable = WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(512, 3), in);
        Formula m = symbol("M", 512);
        return Check.of(
                        "E05",
                        "Why depthwise convolutions are cheap",
                        "Usually M ≫ K², thus depthwise convolution significantly reduces the cost.",
                        seed(0, "section 2.3"))
                .derive("depthwise", ONE.over(m), (double) depthwise.multAdds() / dense.multAdds(), depthwise.label())
                .derive(
                        "separable",
                        sum(ONE.over(m), ONE.over(symbol("K", 3).squared())),
                        (double) separable.multAdds() / dense.multAdds(),
                        separable.label())
                .right(
                        "M ≫ K² is the argument for the depthwise separable convolution, whose 1/M + 1/K² is then about 1/K²; a"
                                + " depthwise convolution alone costs 1/M of a dense one for every K.");
    }

    private static Check strideOfConvolution() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.of(32, 3).stride(2), new Shape(3, 224, 224));
        return Check.of(
                        "E06",
                        "Which W and H",
                        "A convolution costs W H N K² M, W and H being the input's.",
                        seed(0, "section 1.2"))
                .derive(
                        "mult-adds",
                        product(
                                symbol("W_out", 112),
                                symbol("H_out", 112),
                                symbol("N", 3),
                                symbol("K", 3).squared(),
                                symbol("M", 32)),
                        graph.multAdds(),
                        graph.label())
                .right(
                        "the W and H of a convolution's cost are the output's; they are the input's too only at stride 1 with padding that keeps the size.");
    }

    private static Check outputMap() {
        WorkedGraph graph = WorkedGraph.of(
                "depthwise separable 3x3/2", DepthwiseSeparable.of(128, 3).stride(2), new Shape(64, 112, 112));
        Formula df = symbol("D_F", 56);
        Formula m = symbol("M", 64);
        return Check.of(
                        "E08",
                        "Which D_F",
                        "D_F is the size of the input feature map (and a slip of the pen: \"tαhe number of input channels\").",
                        seed(1, "MobileNet"),
                        mobileNet("section 3.1"))
                .derive(
                        "mult-adds",
                        sum(
                                product(symbol("D_K", 3).squared(), m, df.squared()),
                                product(m, symbol("N", 128), df.squared())),
                        graph.multAdds(),
                        graph.label())
                .right(
                        "with a stride D_F is the size of the output's map, here 56 and not 112; α gives α M input channels.");
    }

    private static Check strideOfUnit() {
        WorkedGraph unit = WorkedGraph.of(
                "inverted residual, stride 2", InvertedResidual.of(96, 24).stride(2), new Shape(16, 112, 112));
        Formula area = symbol("h", 112).times(symbol("w", 112));
        Formula k = symbol("k", 16);
        Formula t = symbol("t", 6);
        return Check.of(
                        "E09",
                        "MobileNetV2's unit with a stride",
                        "A unit costs h w k t (k + d² + k').",
                        seed(1, "MobileNetV2"),
                        mobileNetV2("section 3.3"))
                .derive(
                        "mult-adds",
                        product(
                                area,
                                k,
                                t,
                                sum(
                                        k,
                                        symbol("d", 3)
                                                .squared()
                                                .plus(symbol("k'", 24))
                                                .over(Formula.of(4)))),
                        unit.multAdds(),
                        unit.label())
                .right(
                        "MobileNetV2's formula holds at stride 1; at stride 2 the expansion is still done at h w, and the rest costs a quarter.");
    }

    private static Check access() {
        LayerCost layer = WorkedGraph.of(Conv2d.pointwise(128), new Shape(128, 56, 56))
                .cost()
                .layers()
                .getFirst();
        Formula area = symbol("hw", 56 * 56);
        Formula c1 = symbol("c1", 128);
        Formula c2 = symbol("c2", 128);
        return Check.of(
                        "E10",
                        "What MAC is",
                        "MAC is called memory consumption (内存消耗).",
                        seed(1, "ShuffleNetV2, questions"),
                        shuffleNetV2("section 2"))
                .derive(
                        "MAC",
                        sum(product(area, c1), product(area, c2), product(c1, c2)),
                        layer.memoryAccess(),
                        "conv 1x1, 128 x 56 x 56: values read, values written, weights read")
                .right(
                        "MAC is the memory access cost, how many values are read and written; what is consumed at a time is less"
                                + " over a network, where buffers are used again.");
    }

    private static Check twoNetworks() {
        WorkedGraph torchvision = WorkedGraph.of("shufflenet_v2_x1_0");
        WorkedGraph authors = WorkedGraph.of("shufflenet_v2_x1_0_authors");
        return Check.of(
                        "E13",
                        "Two networks called ShuffleNetV2",
                        "torchvision's shufflenetv2.py is linked as the implementation.",
                        seed(1, "ShuffleNetV2, references"))
                .printed("torchvision, parameters", 2_278_604, "", torchvision.params(), 0, torchvision.label())
                .printed(
                        "authors, parameters",
                        2_279_760,
                        "",
                        authors.params() + 1000,
                        0,
                        authors.label() + ", with a bias of the classifier, which it does not have")
                .printed("torchvision, mult-adds", 144_907_992, "", torchvision.multAdds(), 0, torchvision.label())
                .printed("authors, mult-adds", 145_814_296, "", authors.multAdds(), 0, authors.label())
                .right(
                        "the first unit of stage 2 makes 58 + 58 channels in torchvision, 24 + 92 in the authors' network; only the authors' has the"
                                + " paper's 146 million mult-adds.");
    }

    private static Check secondTerm() {
        WorkedGraph graph =
                WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(3, 3), new Shape(2, 56, 56));
        Formula pixels = symbol("D_F", 56).squared();
        Formula two = Formula.of(2);
        return Check.of(
                        "E14",
                        "From 2 to 3 channels, separably",
                        "The total is D_K² 2 D_F² + 1·1·2 D_F².",
                        seed(2, "section 2"))
                .derive(
                        "mult-adds",
                        sum(
                                product(symbol("D_K", 3).squared(), two, pixels),
                                product(ONE, ONE, two, Formula.of(3), pixels)),
                        graph.multAdds(),
                        graph.label())
                .right(
                        "the pointwise term of the total needs the 3 output channels, 1·1·2·3 D_F²; the general ratio below it is right.");
    }

    private static Check eightTimes() {
        Check check = Check.of(
                "E27",
                "8 times fewer operations",
                "With a kernel of 3x3 it results in 8 times less operations.",
                seed(4, "MobileNet"));
        for (int n : new int[] {64, 512}) {
            Shape in = new Shape(n, 14, 14);
            WorkedGraph dense = WorkedGraph.of(Conv2d.of(n, 3), in);
            WorkedGraph separable = WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(n, 3), in);
            check = check.derive(
                    "times",
                    ONE.over(sum(
                            ONE.over(symbol("N", n)), ONE.over(symbol("D_K", 3).squared()))),
                    (double) dense.multAdds() / separable.multAdds(),
                    separable.label() + ", against " + dense.label());
        }
        return check.right(
                "separable 3x3 convolutions save 1 / (1/N + 1/9) times: 7.9 at N = 64, 8.8 at N = 512, and never 9.");
    }

    private static Check lastStride() {
        Network paper = Catalogue.entry("mobilenet_v1").build();
        Network literal = paper.map(
                "mobilenet_v1 with stride 2 in its last depthwise convolution",
                (node, inputs) -> node.name().equals("conv_dw_13") && node.op() instanceof Conv2d conv
                        ? conv.stride(2)
                        : node.op());
        Network shuffled = Catalogue.entry("shufflenet_v1").build(NetworkOptions.NONE.withGroups(3));
        Network grouped = shuffled.map(
                "shufflenet_v1 with its first pointwise convolution grouped",
                (node, inputs) -> node.name().equals("features.0.branch_main_1.0") && node.op() instanceof Conv2d conv
                        ? conv.groups(3)
                        : node.op());
        WorkedGraph stride = WorkedGraph.of(literal);
        WorkedGraph groups = WorkedGraph.of(grouped);
        WorkedGraph columns = WorkedGraph.of("effnet_vertical");
        return Check.of(
                        "E32",
                        "The linked Keras code",
                        "keras-mobilenet, keras-shufflenet and keras-effnet are linked as implementations.",
                        seed(4, "TL; DR"))
                .printed("keras-mobilenet, mult-adds", 533_833_216, "", stride.multAdds(), 0, stride.label())
                .printed(
                        "MobileNet, mult-adds",
                        568_740_352,
                        "",
                        WorkedGraph.of(paper).multAdds(),
                        0,
                        paper.name())
                .printed("keras-shufflenet, mult-adds", 134_450_112, "", groups.multAdds(), 0, groups.label())
                .printed("keras-effnet, mult-adds", 5_640_192, "", columns.multAdds(), 0, columns.label())
                .right(
                        "keras-mobilenet takes the misprinted stride 2 of table 1, keras-shufflenet groups the first pointwise"
                                + " convolution and shuffles by the inverse permutation, and the last convolution of keras-effnet reads"
                                + " every other column only, at equal cost.");
    }
}
