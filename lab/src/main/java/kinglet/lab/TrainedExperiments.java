package kinglet.lab;

import java.util.List;
import kinglet.lab.AblationBlocks.Residual;
import kinglet.networks.Catalogue;
import kinglet.networks.NetworkOptions;

/** What the papers say that only training can show, on small pictures and in a small budget. */
final class TrainedExperiments {
    /** The subject that the shuffle's gain is seen on. */
    static final String SHUFFLE = "with shuffle";

    private static final String NO_SHUFFLE = "without shuffle";

    /** Three times what the paper calls so. */
    private static final double A_LITTLE = 0.033;

    static final List<Experiment> ALL = List.of(
            smallNetworks(),
            channelShuffle(3, 120, "+1.9, +2.5 and +1.3 points on ImageNet at 1x, 0.5x and 0.25x"),
            channelShuffle(8, 192, "+5.2, +5.8 and +3.8 points on ImageNet at 1x, 0.5x and 0.25x"),
            groupsAtEqualCost(),
            linearBottleneck(),
            residual(),
            depthwiseSeparable(),
            effNet());

    private TrainedExperiments() {}

    private static Experiment smallNetworks() {
        return new TrainedExperiment(
                "small-networks",
                "Compact networks under one recipe",
                "MobileNetV2, ShuffleNet, ShuffleNetV2, EffNet, CondenseNet and ResNet-20, trained alike for pictures of 32 x 32: "
                        + "what do they reach, and at what cost? The first three are those that ShuffleNetV2's table 8 compares at 140 million "
                        + "mult-adds, without their first two halvings of the picture. CondenseNet is counted, tested and timed once its groups are learned.",
                new Source("the papers of these networks", "no common table was published"),
                List.of(
                        TrainedSubject.small("MobileNetV2 0.6", "mobilenet_v2", NetworkOptions.NONE.withWidth(0.6)),
                        TrainedSubject.small("ShuffleNet 1x (g = 3)", "shufflenet_v1"),
                        TrainedSubject.small("ShuffleNetV2 1x", "shufflenet_v2_x1_0"),
                        TrainedSubject.catalogue("EffNet", "effnet"),
                        TrainedSubject.catalogue("CondenseNet-50", "condensenet_50_cifar"),
                        TrainedSubject.catalogue("ResNet-20", "resnet20_cifar")),
                List.of(
                        new TrainedClaim(
                                "At the same mult-adds ShuffleNetV2 is more accurate than ShuffleNet.",
                                "ShuffleNetV2 1x",
                                "ShuffleNet 1x (g = 3)",
                                "+2.0 points on ImageNet (ShuffleNetV2, Table 8)"),
                        new TrainedClaim(
                                "At the same mult-adds ShuffleNetV2 is more accurate than MobileNetV2.",
                                "ShuffleNetV2 1x",
                                "MobileNetV2 0.6",
                                "+2.7 points on ImageNet (ShuffleNetV2, Table 8)")));
    }

    private static Experiment channelShuffle(int groups, int width, String published) {
        return new TrainedExperiment(
                "channel-shuffle-g" + groups,
                "Channel shuffle in %d groups".formatted(groups),
                "ShuffleNet's units in %d groups, with the shuffle and without. It costs no mult-adds: does the network learn more with it?"
                        .formatted(groups),
                new Source("ShuffleNet (Zhang et al. 2018, arXiv 1707.01083)", "Table 3"),
                List.of(
                        TrainedSubject.of(SHUFFLE, AblationBlocks.shuffleNet(width, groups, true)),
                        TrainedSubject.of(NO_SHUFFLE, AblationBlocks.shuffleNet(width, groups, false))),
                List.of(new TrainedClaim(
                        "Channels of different groups have to meet: with the shuffle the network is more accurate.",
                        SHUFFLE,
                        NO_SHUFFLE,
                        published)));
    }

    private static Experiment groupsAtEqualCost() {
        return new TrainedExperiment(
                "groups-at-equal-cost",
                "More groups, more channels",
                "ShuffleNet's units with 1 to 8 groups, the wider the more groups, so that the mult-adds are alike. Is wide and grouped better than "
                        + "narrow and dense?",
                new Source("ShuffleNet (Zhang et al. 2018, arXiv 1707.01083)", "Table 2"),
                List.of(
                        TrainedSubject.of("g = 1", AblationBlocks.shuffleNet(72, 1, true)),
                        TrainedSubject.of("g = 2", AblationBlocks.shuffleNet(104, 2, true)),
                        TrainedSubject.of("g = 3", AblationBlocks.shuffleNet(120, 3, true)),
                        TrainedSubject.of("g = 4", AblationBlocks.shuffleNet(144, 4, true)),
                        TrainedSubject.of("g = 8", AblationBlocks.shuffleNet(192, 8, true))),
                List.of(
                        new TrainedClaim(
                                "At equal cost three groups are more accurate than one.",
                                "g = 3",
                                "g = 1",
                                "+1.0, +1.9 and +2.1 points on ImageNet at 1x, 0.5x and 0.25x"),
                        new TrainedClaim(
                                "At equal cost eight groups are more accurate than one.",
                                "g = 8",
                                "g = 1",
                                "+1.2, +2.8 and +4.4 points on ImageNet at 1x, 0.5x and 0.25x")));
    }

    private static Experiment linearBottleneck() {
        return new TrainedExperiment(
                "linear-bottleneck",
                "Linear bottlenecks",
                "MobileNetV2's units with a linear narrow end, and with a ReLU6 there. Does the ReLU destroy what few channels hold?",
                new Source("MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381)", "Figure 6a"),
                List.of(
                        TrainedSubject.of("linear", AblationBlocks.bottlenecks(true, Residual.BETWEEN_BOTTLENECKS)),
                        TrainedSubject.of("ReLU6", AblationBlocks.bottlenecks(false, Residual.BETWEEN_BOTTLENECKS))),
                List.of(new TrainedClaim(
                        "Linear bottlenecks are more accurate than such with a ReLU6.",
                        "linear",
                        "ReLU6",
                        "curves without figures")));
    }

    private static Experiment residual() {
        return new TrainedExperiment(
                "inverted-residual",
                "Residuals between bottlenecks",
                "MobileNetV2's units with a shortcut between the narrow ends, and without one.",
                new Source("MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381)", "Figure 6b"),
                List.of(
                        TrainedSubject.of("shortcut", AblationBlocks.bottlenecks(true, Residual.BETWEEN_BOTTLENECKS)),
                        TrainedSubject.of("none", AblationBlocks.bottlenecks(true, Residual.NONE))),
                List.of(new TrainedClaim(
                        "With a shortcut between bottlenecks the network is more accurate than without.",
                        "shortcut",
                        "none",
                        "curves without figures")));
    }

    private static Experiment depthwiseSeparable() {
        return new TrainedExperiment(
                "depthwise-separable",
                "What depthwise separable convolutions lose",
                "The same layers, dense and depthwise separable. Is what is lost worth what is saved?",
                new Source("MobileNets (Howard et al. 2017, arXiv 1704.04861)", "Table 4"),
                List.of(
                        TrainedSubject.of("dense", AblationBlocks.mobileNet(false)),
                        TrainedSubject.of("separable", AblationBlocks.mobileNet(true))),
                List.of(new TrainedClaim(
                                "Dense convolutions are a little more accurate than depthwise separable ones, for many times the mult-adds.",
                                "dense",
                                "separable",
                                "+1.1 points on ImageNet for 8.6 times the mult-adds")
                        .byAtMost(A_LITTLE)));
    }

    /** The paper's EffNet large, as costly as its baseline, is not described, and so not here. */
    private static Experiment effNet() {
        return new TrainedExperiment(
                "effnet-at-its-sizes",
                "EffNet against MobileNet and ShuffleNet",
                "The networks of EffNet's table for CIFAR-10: its baseline of three convolutions, and the same widths built of EffNet's, MobileNet's and "
                        + "ShuffleNet's units. Is EffNet the most accurate of the small ones? (Trained by our recipe, not by the paper's.)",
                new Source("EffNet (Freeman et al. 2018, arXiv 1801.06434)", "the table for CIFAR-10"),
                List.of(
                        TrainedSubject.catalogue("EffNet", "effnet"),
                        TrainedSubject.catalogue("MobileNet", "effnet_mobilenet"),
                        TrainedSubject.catalogue("ShuffleNet", "effnet_shufflenet"),
                        TrainedSubject.catalogue("baseline", "effnet_baseline")),
                List.of(
                        new TrainedClaim(
                                "EffNet is more accurate than MobileNet of the same widths.",
                                "EffNet",
                                "MobileNet",
                                onCifar10("effnet", "effnet_mobilenet")),
                        new TrainedClaim(
                                "EffNet is more accurate than ShuffleNet of the same widths.",
                                "EffNet",
                                "ShuffleNet",
                                onCifar10("effnet", "effnet_shufflenet")),
                        new TrainedClaim(
                                "The baseline is more accurate than EffNet, for seven times the mult-adds.",
                                "baseline",
                                "EffNet",
                                onCifar10("effnet_baseline", "effnet"))));
    }

    /** By the accuracies that the catalogue has from the paper. */
    private static String onCifar10(String better, String worse) {
        double good = top1(better);
        double bad = top1(worse);
        return "%s points on CIFAR-10 (%s against %s %%)"
                .formatted(
                        "+" + Quantities.decimal(good - bad, 1),
                        Quantities.decimal(good, 2),
                        Quantities.decimal(bad, 2));
    }

    private static double top1(String id) {
        return Catalogue.entry(id).published().getFirst().top1().orElseThrow();
    }
}
