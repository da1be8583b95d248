package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.sum;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.seed;

import java.util.List;
import java.util.stream.IntStream;
import kinglet.graph.Conv2d;
import kinglet.graph.Linear;
import kinglet.graph.Shape;
import kinglet.networks.DepthwiseSeparable;
import kinglet.networks.NetworkOptions;

/** All worked formulas; here those of layers, C01 to C11, C14 and C15: each gives what is counted on a graph of that layer. */
final class WorkedFormulas {
    /** The layer of MobileNet's table 3: a 3x3 convolution of 512 channels at 14x14. */
    private static final Shape TABLE_3 = new Shape(512, 14, 14);

    private static final Formula K = symbol("K", 3);
    private static final Formula W = symbol("W", 14);
    private static final Formula H = symbol("H", 14);
    private static final Formula N = symbol("N", 512);
    private static final Formula M = symbol("M", 512);
    private static final Formula DK = symbol("D_K", 3);
    private static final Formula DF = symbol("D_F", 14);
    private static final Formula ONE = Formula.of(1);

    private WorkedFormulas() {}

    static List<Check> all() {
        return List.of(
                convolutionParams(),
                linearParams(),
                modelSize(),
                convolution(),
                linear(),
                pointwiseRatio(),
                grouped(),
                depthwise(),
                pointwise(),
                separable(),
                separableRatio(),
                WorkedConvolution.definition(),
                WorkedConvolution.instance(),
                widthMultiplier(),
                bothMultipliers(),
                WorkedBlocks.shuffleNetUnit(),
                WorkedBlocks.invertedResidual(),
                WorkedAccess.memoryAccess(),
                WorkedAccess.lowerBound(),
                WorkedAccess.groupedAccess(),
                WorkedExamples.groups(),
                WorkedBlocks.spatiallySeparable(),
                WorkedExamples.separableParams());
    }

    private static Check convolutionParams() {
        WorkedGraph biased = WorkedGraph.of(Conv2d.of(512, 3).withBias(), TABLE_3);
        WorkedGraph plain = WorkedGraph.of(Conv2d.of(512, 3), TABLE_3);
        return Check.of(
                        "C01",
                        "Parameters of a convolution",
                        "A K x K convolution from N to M channels has (K² N + 1) M parameters, without bias K² N M.",
                        seed(0, "section 1.1"),
                        seed(3, "section 1.2"))
                .derive(
                        "params",
                        sum(product(K.squared(), N), ONE).times(M),
                        biased.params(),
                        biased.label() + ", with bias")
                .derive("params", product(K.squared(), N, M), plain.params(), plain.label());
    }

    private static Check linearParams() {
        Formula n = symbol("N", 1024);
        Formula m = symbol("M", 1000);
        Shape vector = Shape.vector(1024);
        WorkedGraph biased = WorkedGraph.of(new Linear(1000, true), vector);
        WorkedGraph plain = WorkedGraph.of(new Linear(1000, false), vector);
        WorkedGraph pointwise = WorkedGraph.of(Conv2d.pointwise(1000), vector);
        return Check.of(
                        "C02",
                        "Parameters of a fully connected layer",
                        "A fully connected layer from N to M features has (N + 1) M parameters, without bias N M: a"
                                + " convolution with k = 1.",
                        seed(0, "section 1.1"),
                        seed(3, "section 1.2"))
                .derive("params", n.plus(ONE).times(m), biased.params(), biased.label() + ", with bias")
                .derive("params", n.times(m), plain.params(), plain.label())
                .derive("params", n.times(m), pointwise.params(), pointwise.label());
    }

    private static Check modelSize() {
        WorkedGraph net = WorkedGraph.of("mobilenet_v1");
        return Check.of(
                        "C03",
                        "Size of a model",
                        "A model takes about four bytes a parameter, since each is a float32.",
                        seed(0, "section 1.1"),
                        seed(3, "section 1.1"))
                .derive(
                        "bytes",
                        Formula.of(4).times(symbol("params", net.params())),
                        net.cost().modelBytes(),
                        net.label());
    }

    private static Check convolution() {
        WorkedGraph dense = WorkedGraph.of(Conv2d.of(512, 3), TABLE_3);
        return Check.of(
                        "C04",
                        "Mult-adds of a convolution",
                        "A convolution that keeps the size costs W H N K² M mult-adds.",
                        seed(0, "sections 1.2 and 2"),
                        seed(1, "MobileNet"),
                        seed(3, "section 1.2"),
                        mobileNet("equation 2"))
                .derive("mult-adds", product(W, H, N, K.squared(), M), dense.multAdds(), dense.label())
                .printed("in table 3", 462, "million", dense.multAdds() / 1e6, 0, dense.label());
    }

    static Check linear() {
        WorkedGraph layer = WorkedGraph.of(new Linear(1000, true), Shape.vector(1024));
        return Check.of(
                        "C05",
                        "Mult-adds of a fully connected layer",
                        "The sentence \"For a fully\" breaks off.",
                        seed(0, "section 1.2"))
                .derive("mult-adds", symbol("N", 1024).times(symbol("M", 1000)), layer.multAdds(), layer.label())
                .right("a fully connected layer costs N M mult-adds, as many as it has weights.");
    }

    static Check pointwiseRatio() {
        WorkedGraph dense = WorkedGraph.of(Conv2d.of(512, 3), TABLE_3);
        WorkedGraph pointwise = WorkedGraph.of(Conv2d.pointwise(512), TABLE_3);
        Formula k1 = symbol("1", 1);
        return Check.of(
                        "C06",
                        "3x3 against 1x1",
                        "A 3x3 convolution costs W H N 3² M, a 1x1 convolution W H N 1² M, reduced by 1/K³ = 1/9.",
                        seed(0, "section 2.1"))
                .derive("3x3", product(W, H, N, K.squared(), M), dense.multAdds(), dense.label())
                .derive("1x1", product(W, H, N, k1.squared(), M), pointwise.multAdds(), pointwise.label())
                .derive("ratio", ONE.over(K.squared()), (double) pointwise.multAdds() / dense.multAdds(), "both")
                .right(
                        "a 1x1 convolution costs 1/K² of a K x K one, which is the 1/9 that the text gives; 1/K³ would be 1/27.");
    }

    private static Check grouped() {
        Shape in = new Shape(48, 28, 28);
        Check check = Check.of(
                "C07",
                "Grouped convolution",
                "With G groups a convolution costs 1/G of the dense one.",
                seed(0, "section 2.2"),
                seed(4, "ShuffleNet"));
        Formula dense = product(symbol("W", 28), symbol("H", 28), symbol("N", 48), K.squared(), symbol("M", 96));
        for (int groups : new int[] {2, 3, 8}) {
            WorkedGraph graph = WorkedGraph.of(Conv2d.of(96, 3).groups(groups), in);
            check = check.derive("mult-adds", dense.over(symbol("G", groups)), graph.multAdds(), graph.label());
        }
        WorkedGraph half = WorkedGraph.of(Conv2d.pointwise(96).groups(2), in);
        return check.derive(
                "1x1, G = 2",
                product(symbol("W", 28), symbol("H", 28), symbol("N", 48), symbol("M", 96))
                        .over(symbol("G", 2)),
                half.multAdds(),
                half.label());
    }

    private static Check depthwise() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.depthwise(512, 3), TABLE_3);
        return Check.of(
                        "C08",
                        "Depthwise convolution",
                        "A depthwise convolution costs D_K² M D_F² mult-adds.",
                        seed(1, "MobileNet"),
                        seed(2, "section 2-1"),
                        seed(4, "MobileNet"),
                        mobileNet("equation 4"))
                .derive("mult-adds", product(DK.squared(), M, DF.squared()), graph.multAdds(), graph.label());
    }

    private static Check pointwise() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.pointwise(512), TABLE_3);
        return Check.of(
                        "C09",
                        "Pointwise convolution",
                        "A pointwise convolution costs M N D_F² mult-adds.",
                        seed(1, "MobileNet"),
                        seed(2, "section 2-2"),
                        seed(4, "MobileNet"))
                .derive("mult-adds", product(M, N, DF.squared()), graph.multAdds(), graph.label());
    }

    private static Check separable() {
        WorkedGraph graph = separable(512);
        return Check.of(
                        "C10",
                        "Depthwise separable convolution",
                        "A depthwise and a pointwise convolution together cost D_K² M D_F² + M N D_F² mult-adds.",
                        seed(1, "MobileNet"),
                        seed(2, "section 2"),
                        seed(4, "MobileNet"),
                        mobileNet("equation 5"))
                .derive(
                        "mult-adds",
                        sum(product(DK.squared(), M, DF.squared()), product(M, N, DF.squared())),
                        graph.multAdds(),
                        graph.label())
                .printed("in table 3", 52.3, "million", graph.multAdds() / 1e6, 1, graph.label());
    }

    private static Check separableRatio() {
        Check check = Check.of(
                "C11",
                "What it saves",
                "A depthwise separable convolution costs 1/N + 1/D_K² of the dense one: 8 to 9 times less for 3x3.",
                seed(2, "section 2"),
                seed(3, "MobileNet v2"),
                seed(4, "MobileNet"),
                mobileNet("section 3.1"));
        for (int n : new int[] {64, 128, 256, 512, 1024}) {
            WorkedGraph dense = WorkedGraph.of(Conv2d.of(n, 3), TABLE_3);
            WorkedGraph graph = separable(n);
            check = check.derive(
                    "ratio",
                    sum(ONE.over(symbol("N", n)), ONE.over(DK.squared())),
                    (double) graph.multAdds() / dense.multAdds(),
                    graph.label() + ", against " + dense.label());
        }
        return check;
    }

    private static WorkedGraph separable(int out) {
        return WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(out, 3), TABLE_3);
    }

    private static Check widthMultiplier() {
        Check check = Check.of(
                "C14",
                "Width multiplier",
                "With the width multiplier α a layer reads α M and makes α N channels.",
                seed(1, "MobileNet"),
                seed(3, "section 2.3"),
                seed(4, "MobileNet"),
                mobileNet("section 3.3"));
        List<Integer> full = channels(WorkedGraph.of("mobilenet_v1"));
        for (double alpha : new double[] {0.75, 0.5, 0.25}) {
            WorkedGraph thin = WorkedGraph.of("mobilenet_v1", NetworkOptions.NONE.withWidth(alpha));
            List<Integer> channels = channels(thin);
            check = check.fact(
                    "of %d convolutions with %s times the channels".formatted(full.size(), alpha),
                    full.size(),
                    IntStream.range(0, full.size())
                            .filter(i -> channels.get(i) == (int) (alpha * full.get(i)))
                            .count(),
                    thin.label());
        }
        return check;
    }

    private static List<Integer> channels(WorkedGraph graph) {
        return graph.network().nodes().stream()
                .filter(node -> node.op() instanceof Conv2d conv && !conv.bias())
                .map(node -> node.shape().channels())
                .toList();
    }

    private static Check bothMultipliers() {
        Formula alpha = symbol("α", 0.75);
        Formula side = symbol("ρ", 10.0 / 14).times(DF);
        Formula m = alpha.times(M);
        Formula n = alpha.times(N);
        WorkedGraph thin =
                WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(384, 3), new Shape(384, 14, 14));
        WorkedGraph small =
                WorkedGraph.of("depthwise separable 3x3", DepthwiseSeparable.of(384, 3), new Shape(384, 10, 10));
        return Check.of(
                        "C15",
                        "Both multipliers",
                        "With α and the resolution multiplier a layer costs D_K² αM (ρD_F)² + αN αM (ρD_F)² mult-adds.",
                        seed(3, "section 2.3"),
                        mobileNet("equation 7 and table 3"))
                .derive(
                        "α alone",
                        sum(product(DK.squared(), m, DF.squared()), product(n, m, DF.squared())),
                        thin.multAdds(),
                        thin.label())
                .printed("α alone, table 3", 29.6, "million", thin.multAdds() / 1e6, 1, thin.label())
                .derive(
                        "α and ρ",
                        sum(product(DK.squared(), m, side.squared()), product(n, m, side.squared())),
                        small.multAdds(),
                        small.label())
                .printed("α and ρ, table 3", 15.1, "million", small.multAdds() / 1e6, 1, small.label());
    }
}
