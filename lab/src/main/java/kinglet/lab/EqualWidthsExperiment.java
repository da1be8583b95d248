package kinglet.lab;

import java.util.List;
import java.util.function.IntFunction;
import kinglet.cost.Guideline;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** G1: ten blocks of two 1x1 convolutions, c1 to c2 and back, whose mult-adds are alike and whose widths are not. */
final class EqualWidthsExperiment {

    private EqualWidthsExperiment() {}

    static GuidelineExperiment experiment() {
        return new GuidelineExperiment(
                "equal-widths",
                Guideline.G1,
                "Ten blocks of two 1x1 convolutions, c1 to c2 and c2 to c1 channels, do about the same mult-adds in each row. "
                        + "Are they slower the less alike c1 and c2 are, as their memory access says?",
                ShuffleNetV2Paper.source("Table 1"),
                List.of(GuidelineClaim.of(
                        "With the mult-adds fixed, a network is slower the less alike its layers' widths are.",
                        "1:2",
                        "1:6",
                        "1:12")),
                List.of(
                        GuidelineDevice.gpu(
                                GuidelineCase.of("1:1", widths(128, 128), 1480.0, 723.0, 232.0),
                                GuidelineCase.of("1:2", widths(90, 180), 1296.0, 586.0, 206.0),
                                GuidelineCase.of("1:6", widths(52, 312), 876.0, 489.0, 189.0),
                                GuidelineCase.of("1:12", widths(36, 432), 748.0, 392.0, 163.0)),
                        GuidelineDevice.arm(
                                GuidelineCase.of("1:1", widths(32, 32), 76.2, 21.7, 5.3),
                                GuidelineCase.of("1:2", widths(22, 44), 72.9, 20.5, 5.1),
                                GuidelineCase.of("1:6", widths(13, 78), 69.1, 17.9, 4.6),
                                GuidelineCase.of("1:12", widths(9, 108), 57.6, 15.1, 4.4))));
    }

    private static IntFunction<Network> widths(int c1, int c2) {
        return times -> {
            Scope net = Scope.of("widths %d and %d".formatted(c1 * times, c2 * times));
            Node x = ShuffleNetV2Paper.input(net, c1 * times);
            for (int i = 0; i < ShuffleNetV2Paper.STACKED; i++) {
                x = ShuffleNetV2Paper.pointwise(net.in(i), "widen", c2 * times, x);
                x = ShuffleNetV2Paper.pointwise(net.in(i), "narrow", c1 * times, x);
            }
            return net.build(x);
        };
    }
}
