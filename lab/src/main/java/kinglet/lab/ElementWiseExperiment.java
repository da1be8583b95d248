package kinglet.lab;

import java.util.List;
import java.util.function.IntFunction;
import kinglet.cost.Guideline;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** G4: ten bottleneck units, with and without their ReLUs and their shortcuts, which are no mult-adds at all. */
final class ElementWiseExperiment {
    private static final int NARROWER = 4;

    private ElementWiseExperiment() {}

    static GuidelineExperiment experiment() {
        return new GuidelineExperiment(
                "element-wise",
                Guideline.G4,
                "Ten of ResNet's bottleneck units (1x1, 3x3, 1x1, with biases, as norms leave them) with ReLU and shortcut, and without one or both: "
                        + "the mult-adds are the same. How much faster are they without? (c is taken for the unit's channels, of which "
                        + "a quarter are inside: with c inside, the paper's phone would do several times the mult-adds a second of Table 2.)",
                ShuffleNetV2Paper.source("Table 4"),
                List.of(
                        GuidelineClaim.of("Without its ReLUs a bottleneck unit is faster.", "no ReLU"),
                        GuidelineClaim.of("Without its shortcut a bottleneck unit is faster.", "no shortcut"),
                        GuidelineClaim.of("Without both it is about a fifth faster.", "neither")),
                List.of(
                        GuidelineDevice.gpu(
                                GuidelineCase.of("both", units(32, true, true), 2427.0, 2066.0, 1436.0),
                                GuidelineCase.of("no shortcut", units(32, true, false), 2647.0, 2256.0, 1735.0),
                                GuidelineCase.of("no ReLU", units(32, false, true), 2672.0, 2121.0, 1458.0),
                                GuidelineCase.of("neither", units(32, false, false), 2842.0, 2376.0, 1782.0)),
                        GuidelineDevice.arm(
                                GuidelineCase.of("both", units(32, true, true), 56.7, 16.9, 5.0),
                                GuidelineCase.of("no shortcut", units(32, true, false), 61.9, 18.8, 5.2),
                                GuidelineCase.of("no ReLU", units(32, false, true), 57.3, 18.2, 5.1),
                                GuidelineCase.of("neither", units(32, false, false), 66.3, 20.2, 5.4))));
    }

    private static IntFunction<Network> units(int channels, boolean relu, boolean shortcut) {
        return times -> {
            int width = channels * times;
            Scope net =
                    Scope.of("%d channels%s%s".formatted(width, relu ? ", ReLU" : "", shortcut ? ", shortcut" : ""));
            Node x = ShuffleNetV2Paper.input(net, width);
            for (int i = 0; i < ShuffleNetV2Paper.STACKED; i++) {
                Scope unit = net.in(i);
                Node y = unit.add("reduce", Conv2d.pointwise(width / NARROWER).withBias(), x);
                y = relu ? unit.add(Activation.RELU, y) : y;
                y = unit.add("conv", Conv2d.of(width / NARROWER, 3).withBias(), y);
                y = relu ? unit.add(Activation.RELU, y) : y;
                y = unit.add("expand", Conv2d.pointwise(width).withBias(), y);
                y = shortcut ? unit.add(new Add(), y, x) : y;
                x = relu ? unit.add(Activation.RELU, y) : y;
            }
            return net.build(x);
        };
    }
}
