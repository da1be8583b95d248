package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import kinglet.cost.Guideline;
import kinglet.graph.Concat;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** G3: ten blocks of one to four 1x1 convolutions in series or in parallel, with the same mult-adds in each. */
final class FragmentationExperiment {

    private FragmentationExperiment() {}

    static GuidelineExperiment experiment() {
        return new GuidelineExperiment(
                "fragmentation",
                Guideline.G3,
                "Ten blocks of one 1x1 convolution, or of two or four smaller ones that together do the same mult-adds: in series, each "
                        + "with 1/sqrt(n) of the channels, or in parallel, each with all inputs and 1/n of the outputs, which are joined. "
                        + "(The paper's text does not say how; a concatenation adds nothing else.) Are more, smaller operators slower?",
                ShuffleNetV2Paper.source("Table 3"),
                List.of(
                        GuidelineClaim.of(
                                "Fragments in series are slower than one convolution of the same mult-adds.",
                                "2 in series",
                                "4 in series"),
                        GuidelineClaim.of(
                                "Fragments in parallel are slower than one convolution of the same mult-adds.",
                                "2 in parallel",
                                "4 in parallel")),
                List.of(
                        GuidelineDevice.gpu(
                                GuidelineCase.of("1 fragment", series(1, 128), 2446.0, 1274.0, 434.0),
                                GuidelineCase.of("2 in series", series(2, 128), 1790.0, 909.0, 336.0),
                                GuidelineCase.of("4 in series", series(4, 128), 752.0, 745.0, 349.0),
                                GuidelineCase.of("2 in parallel", parallel(2, 128), 1537.0, 803.0, 320.0),
                                GuidelineCase.of("4 in parallel", parallel(4, 128), 691.0, 572.0, 292.0)),
                        GuidelineDevice.arm(
                                GuidelineCase.of("1 fragment", series(1, 64), 40.2, 10.1, 2.3),
                                GuidelineCase.of("2 in series", series(2, 64), 38.6, 10.1, 2.2),
                                GuidelineCase.of("4 in series", series(4, 64), 38.4, 10.1, 2.3),
                                GuidelineCase.of("2 in parallel", parallel(2, 64), 33.4, 9.1, 2.2),
                                GuidelineCase.of("4 in parallel", parallel(4, 64), 35.0, 8.4, 2.1))));
    }

    private static IntFunction<Network> series(int fragments, int channels) {
        return times -> {
            int width = (int) Math.round(channels * times / Math.sqrt(fragments));
            Scope net = Scope.of("%d in series, %d channels".formatted(fragments, width));
            Node x = ShuffleNetV2Paper.input(net, width);
            for (int i = 0; i < ShuffleNetV2Paper.STACKED * fragments; i++) {
                x = ShuffleNetV2Paper.pointwise(net.in(i), "conv", width, x);
            }
            return net.build(x);
        };
    }

    private static IntFunction<Network> parallel(int fragments, int channels) {
        return times -> {
            int width = channels * times;
            Scope net = Scope.of("%d in parallel, %d channels".formatted(fragments, width));
            Node x = ShuffleNetV2Paper.input(net, width);
            for (int i = 0; i < ShuffleNetV2Paper.STACKED; i++) {
                List<Node> made = new ArrayList<>();
                for (int f = 0; f < fragments; f++) {
                    made.add(ShuffleNetV2Paper.pointwise(net.in(i), "conv" + f, width / fragments, x));
                }
                x = net.in(i).add("join", new Concat(), made);
            }
            return net.build(x);
        };
    }
}
