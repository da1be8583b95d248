package kinglet.lab;

import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.Plan;
import kinglet.graph.Conv2d;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.graph.Window;
import kinglet.networks.Catalogue;
import kinglet.networks.Convolution;
import kinglet.networks.Published;

/** What the documents say of who, when and how that is wrong or needs a condition. */
final class ErratumOfWords {
    private static final Shape SMALL = new Shape(16, 14, 14);
    private static final int TAPS = 9;

    private ErratumOfWords() {}

    static List<Check> all() {
        return List.of(first(), years(), symbols(), sections(), norms(), averages(), groups());
    }

    private static Check first() {
        return Check.of(
                        "E04",
                        "Who was first",
                        "Depthwise convolution is firstly introduced in MobileNet v1.",
                        seed(0, "section 2.3"))
                .fact(
                        "Xception's arXiv number is lower",
                        true,
                        arxiv("xception") < arxiv("mobilenet_v1"),
                        "the catalogue")
                .right(
                        "depthwise separable convolutions are Sifre's (2013 and 2014); Xception (2016), which seed 4 credits,"
                                + " used them before MobileNet (2017).");
    }

    private static Check years() {
        return Check.of(
                        "E07",
                        "Years",
                        "EfficientNet is listed under 2018, Xception and ResNeXt under 2017.",
                        seed(1, "contents"))
                .fact("EfficientNet", 2019, year("efficientnet_b0"), "its arXiv number")
                .fact("Xception", 2016, year("xception"), "its arXiv number")
                .fact("ResNeXt", 2016, year("resnext50_32x4d"), "its arXiv number")
                .right("EfficientNet appeared in 2019, Xception and ResNeXt in 2016 (at CVPR in 2017).");
    }

    private static double arxiv(String id) {
        return Double.parseDouble(Catalogue.entry(id).paper().arxiv().orElseThrow());
    }

    private static int year(String id) {
        return 2000 + (int) arxiv(id) / 100;
    }

    private static Check symbols() {
        return Check.of(
                        "E17",
                        "Symbols",
                        "D_f and D_F stand beside each other, and a link in Markdown is broken.",
                        seed(2, "section 1"))
                .right("D_f and D_F are one, the side of the feature map.");
    }

    private static Check sections() {
        return Check.of(
                        "E21",
                        "Numbers of sections",
                        "The sections are numbered 1, 2, 2, 3 and 4; MobileNet is once \"MobileNer\", pointwise once \"point_size\".",
                        seed(3, "contents"))
                .right("the second section 2 of the notes is on MobileNetV2.");
    }

    /** The engine's passes are exact arithmetic: a norm in the plan would be a step of its own, or another number. */
    private static Check norms() {
        Network bare = network("conv", Conv2d.of(16, 3));
        Scope net = Scope.of("conv, norm");
        Network normed = net.build(Convolution.of(16, 3).linear().add(net, net.input(SMALL)));
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            return Check.of(
                            "E22",
                            "Batch normalisation and the GPU",
                            "Batch normalisation runs on the CPU, and no GPU accelerates it.",
                            seed(3, "section 4"))
                    .fact(
                            "steps that run for a convolution and its norm",
                            computing(engine.compile(bare, FormulaWeights.of(bare))),
                            computing(engine.compile(normed, FormulaWeights.of(normed))),
                            "conv 3x3 with batch norm, compiled; a convolution alone has as many")
                    .right(
                            "batch normalisation runs on GPUs, where it is limited by memory and not by arithmetic; and at inference it vanishes into"
                                    + " the weights of the convolution before it.");
        }
    }

    private static long computing(Plan plan) {
        return plan.steps().stream().filter(step -> !step.covers().isEmpty()).count();
    }

    private static Check averages() {
        float[] image = new float[SMALL.size()];
        IntStream.range(0, image.length).forEach(i -> image[i] = (float) Math.sin(i));
        Network pool = network("pool", Pool.average(Window.of(3)));
        Network conv = network("conv", Conv2d.depthwise(SMALL.channels(), 3));
        float[] ninths = new float[SMALL.channels() * TAPS];
        Arrays.fill(ninths, 1f / TAPS);
        Weights weights = Weights.of(Map.of("conv.weight", Tensor.of(ninths, SMALL.channels(), 1, 3, 3)));
        float[] means = run(pool, Weights.of(Map.of()), image);
        float[] sums = run(conv, weights, image);
        double largest = IntStream.range(0, means.length)
                .mapToDouble(i -> Math.abs(means[i] - sums[i]))
                .max()
                .orElseThrow();
        return Check.of(
                        "E23",
                        "An average pool as a convolution",
                        "An average pool is a convolution whose weights are all 1.",
                        seed(3, "section 4"))
                .about("largest difference for weights of 1/9", 0, "", largest, 1e-6, "3x3 pool and depthwise 3x3, run")
                .right("an average pool is a depthwise convolution whose weights are 1/k².");
    }

    private static float[] run(Network network, Weights weights, float[] image) {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            return engine.compile(network, weights)
                    .run(Tensor.of(image, 1, SMALL.channels(), SMALL.height(), SMALL.width()))
                    .data();
        }
    }

    private static Network network(String name, Op op) {
        Scope net = Scope.of(name);
        Node out = net.add(name, op, net.input(SMALL));
        return net.build(out);
    }

    private static Check groups() {
        Check check = Check.of(
                "E29",
                "The best number of groups",
                "The authors reached the best results with 8 groups.",
                seed(4, "ShuffleNet"),
                shuffleNet("table 2"));
        double[][] best = {{1, 8}, {0.5, 4}, {0.25, 8}};
        for (double[] row : best) {
            check = check.fact(
                    "most accurate at %s times the width".formatted(row[0]),
                    (int) row[1],
                    mostAccurate(row[0]),
                    "the published accuracies");
        }
        return check.right(
                "8 groups are best in ShuffleNet's table 2 at 1 and 0.25 times the width, 4 at 0.5; for speed the authors recommend 3.");
    }

    private static int mostAccurate(double width) {
        return Catalogue.entry("shufflenet_v1").published().stream()
                .filter(figures -> figures.source().contains("table 2"))
                .filter(figures -> figures.options().width().orElse(1) == width)
                .max(Comparator.comparingDouble(
                        (Published figures) -> figures.top1().orElse(0)))
                .orElseThrow()
                .options()
                .groups()
                .orElseThrow();
    }
}
