package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.sum;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.effNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;

import kinglet.graph.Conv2d;
import kinglet.graph.Shape;
import kinglet.networks.Bottleneck;
import kinglet.networks.EffNetBlock;
import kinglet.networks.InvertedResidual;
import kinglet.networks.ResNeXtBottleneck;
import kinglet.networks.ShuffleNetUnit;

/** The formulas C16, C17 and C22: each gives what is counted on a graph of that block. */
final class WorkedBlocks {
    private static final Formula TWO = Formula.of(2);

    private WorkedBlocks() {}

    static Check shuffleNetUnit() {
        Formula h = symbol("h", 28);
        Formula w = symbol("w", 28);
        Check check = Check.of(
                "C16",
                "ShuffleNet's unit",
                "For c channels, m in the bottleneck and g groups ShuffleNet's unit costs hw(2cm/g + 9m), where ResNet's costs"
                        + " hw(2cm + 9m²) and ResNeXt's hw(2cm + 9m²/g).",
                seed(1, "ShuffleNet"),
                shuffleNet("section 3.2"));
        int[][] units = {{1, 144}, {2, 200}, {3, 240}, {4, 272}, {8, 384}};
        for (int[] unit : units) {
            int channels = unit[1];
            Formula c = symbol("c", channels);
            Formula m = symbol("m", channels / 4);
            WorkedGraph graph = WorkedGraph.of(
                    "ShuffleNet unit, groups " + unit[0],
                    ShuffleNetUnit.of(channels, unit[0]),
                    new Shape(channels, 28, 28));
            check = check.derive(
                    "ShuffleNet",
                    product(h, w, sum(product(TWO, c, m).over(symbol("g", unit[0])), product(Formula.of(9), m))),
                    graph.multAdds(),
                    graph.label());
        }
        Formula c = symbol("c", 256);
        Formula m = symbol("m", 64);
        WorkedGraph resNet = WorkedGraph.of("ResNet bottleneck", Bottleneck.of(256), new Shape(256, 28, 28));
        Formula wide = symbol("m", 128);
        WorkedGraph resNeXt =
                WorkedGraph.of("ResNeXt bottleneck", ResNeXtBottleneck.of(32, 4, 256), new Shape(256, 28, 28));
        return check.derive(
                        "ResNet",
                        product(h, w, sum(product(TWO, c, m), product(Formula.of(9), m.squared()))),
                        resNet.multAdds(),
                        resNet.label())
                .derive(
                        "ResNeXt",
                        product(
                                h,
                                w,
                                sum(
                                        product(TWO, c, wide),
                                        product(Formula.of(9), wide.squared()).over(symbol("g", 32)))),
                        resNeXt.multAdds(),
                        resNeXt.label() + ", 32 x 4d");
    }

    static Check invertedResidual() {
        Formula h = symbol("h", 56);
        Formula w = symbol("w", 56);
        Formula k = symbol("k", 24);
        Formula t = symbol("t", 6);
        Formula d = symbol("d", 3);
        WorkedGraph block = WorkedGraph.of("inverted residual", InvertedResidual.of(144, 24), new Shape(24, 56, 56));
        WorkedGraph net = WorkedGraph.of("mobilenet_v2");
        Formula cost = product(h, w, k, t, sum(k, d.squared(), symbol("k'", 24)));
        return Check.of(
                        "C17",
                        "MobileNetV2's unit",
                        "For k channels in, k' out, expansion t and a d x d kernel a unit of stride 1 costs"
                                + " h w k t (k + d² + k') mult-adds.",
                        seed(1, "MobileNetV2"),
                        mobileNetV2("section 3.3"))
                .derive("mult-adds", cost, block.multAdds(), block.label())
                .derive(
                        "mult-adds",
                        cost,
                        net.multAdds(WorkedGraph.under("features.3.")),
                        "mobilenet_v2, its third unit");
    }

    static Check spatiallySeparable() {
        Formula three = Formula.of(3);
        Formula df = symbol("D_F", 32);
        Formula m = symbol("M", 32);
        Formula column = product(df.squared().over(TWO), m);
        WorkedGraph block = WorkedGraph.of(
                "EffNet block", new EffNetBlock(32, 64, EffNetBlock.Reduction.HORIZONTAL), new Shape(3, 32, 32));
        WorkedGraph dense = WorkedGraph.of(Conv2d.depthwise(32, 3), new Shape(32, 32, 32));
        return Check.of(
                        "C22",
                        "EffNet's pair of depthwise convolutions",
                        "A 1x3 depthwise convolution costs 3 D_F² M, the 3x1 behind the pool 3 (D_F²/2) M: together"
                                + " 1.5 (3 D_F² M), half of the 3² D_F² M of a 3x3.",
                        seed(4, "EffNet"),
                        effNet("section 4"))
                .derive(
                        "1x3",
                        product(three, df.squared(), m),
                        block.multAdds(WorkedGraph.under("2")),
                        block.label() + ", its 1x3")
                .derive(
                        "3x1",
                        product(three, column),
                        block.multAdds(WorkedGraph.under("5")),
                        block.label() + ", its 3x1")
                .derive(
                        "both",
                        product(Formula.of(1.5), product(three, df.squared(), m)),
                        block.multAdds(WorkedGraph::isDepthwise),
                        block.label() + ", its depthwise convolutions")
                .derive("3x3", product(three.squared(), df.squared(), m), dense.multAdds(), dense.label());
    }
}
