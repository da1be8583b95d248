package kinglet.lab;

import java.util.List;
import java.util.function.IntFunction;
import kinglet.cost.Guideline;
import kinglet.graph.Conv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** G2: ten 1x1 group convolutions, wider the more groups they have, so that their mult-adds are alike. */
final class GroupConvolutionsExperiment {

    private GroupConvolutionsExperiment() {}

    static GuidelineExperiment experiment() {
        return new GuidelineExperiment(
                "group-convolutions",
                Guideline.G2,
                "Ten 1x1 group convolutions get wider the more groups they have, so that each row does about the same mult-adds. "
                        + "Are they slower the more groups there are? (180 channels cannot be cut into 8 groups, so that row has 184.)",
                ShuffleNetV2Paper.source("Table 2"),
                List.of(GuidelineClaim.of(
                        "With the mult-adds fixed, a network is slower the more groups its convolutions have.",
                        "g = 2",
                        "g = 4",
                        "g = 8")),
                List.of(
                        GuidelineDevice.gpu(
                                GuidelineCase.of("g = 1", groups(1, 128), 2451.0, 1289.0, 437.0),
                                GuidelineCase.of("g = 2", groups(2, 180), 1725.0, 873.0, 341.0),
                                GuidelineCase.of("g = 4", groups(4, 256), 1026.0, 644.0, 338.0),
                                GuidelineCase.of("g = 8", groups(8, 360), 634.0, 445.0, 230.0)),
                        GuidelineDevice.arm(
                                GuidelineCase.of("g = 1", groups(1, 64), 40.0, 10.2, 2.3),
                                GuidelineCase.of("g = 2", groups(2, 90), 35.0, 9.5, 2.2),
                                GuidelineCase.of("g = 4", groups(4, 128), 32.9, 8.7, 2.1),
                                GuidelineCase.of("g = 8", groups(8, 180), 27.8, 7.5, 1.8))));
    }

    private static IntFunction<Network> groups(int groups, int channels) {
        return times -> {
            int width = Math.ceilDiv(channels * times, groups) * groups;
            Scope net = Scope.of("%d channels in %d groups".formatted(width, groups));
            Node x = ShuffleNetV2Paper.input(net, width);
            for (int i = 0; i < ShuffleNetV2Paper.STACKED; i++) {
                x = net.in(i).add("conv", Conv2d.pointwise(width).groups(groups), x);
            }
            return net.build(x);
        };
    }
}
