package kinglet.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * ShuffleNet (v1): bottlenecks of grouped 1x1 convolutions, with a {@link ChannelShuffle} between them.
 *
 * @param stem channels of the first convolution
 * @param widths channels of the stages
 * @param repeats units of the stages
 * @param groups groups of the 1x1 convolutions
 * @param ratio a unit's channels as a multiple of its bottleneck's
 * @param firstStride stride of the first stage
 * @param excited whether units have squeeze-and-excitation
 * @param form the paper's unit, or the released code's, whose classifier has no bias
 */
record ShuffleNetV1(
        int stem,
        List<Integer> widths,
        List<Integer> repeats,
        int groups,
        int ratio,
        int firstStride,
        boolean excited,
        ShuffleNetUnit.Form form) {

    static final Paper PAPER = Paper.arxiv(
            "ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices",
            "Zhang et al.",
            "CVPR 2018",
            "1707.01083");

    /** Channels of stage 2 by groups, in the paper's table 1; each further stage has twice as many. */
    private static final Map<Integer, Integer> STAGE_2 = new TreeMap<>(Map.of(1, 144, 2, 200, 3, 240, 4, 272, 8, 384));

    private static final List<Integer> REPEATS = List.of(4, 8, 4);
    private static final int STEM = 24;
    private static final int RATIO = 4;
    /** Hu et al. 2018; the paper does not say which it takes. */
    private static final int REDUCTION = 16;

    static final List<Entry> ENTRIES = List.of(
            entry("shufflenet_v1", "ShuffleNet", ShuffleNetUnit.Form.PAPER, false, 1)
                    .published(paper()),
            entry("shufflenet_v1_se", "ShuffleNet with squeeze-and-excitation", ShuffleNetUnit.Form.PAPER, true, 2)
                    .published(figures("paper, table 5", 2, 3, 527, 75.3)),
            entry("shufflenet_v1_authors", "ShuffleNet (released code)", ShuffleNetUnit.Form.AUTHORS, false, 1)
                    .weights("megvii-model/ShuffleNet-Series: ShuffleNetV1")
                    .published(released()),
            Entry.of(
                            "shufflenet_v1_50",
                            "ShuffleNet v1-50",
                            ShuffleNetV2.PAPER,
                            Preprocessing.torchvision(256, 224),
                            Labels.IMAGENET,
                            (net, image, settings) -> fifty().build(net, image, settings))
                    .published(Published.of("ShuffleNet V2 paper, table 6 (bottleneck ratio not given; here 1:2)", 224)
                            .multAdds(2.3e9)
                            .top1(74.8)));

    /**
     * The widths of a multiplier: stage 2 is rounded to a multiple of four times the groups, as its bottlenecks need.
     *
     * @throws InvalidOptionException if the paper has no such number of groups
     */
    static ShuffleNetV1 of(int groups, double width, int stem) {
        Integer published = STAGE_2.get(groups);
        if (published == null) {
            throw new InvalidOptionException(
                    "ShuffleNet has no widths for %d groups; choose one of %s".formatted(groups, STAGE_2.keySet()));
        }
        int unit = RATIO * groups;
        int first = Math.toIntExact(Math.max(1, Math.round(published * width / unit))) * unit;
        // A stage wider than the stem is what lets the first unit join the two.
        int widest = Math.max(first, Math.ceilDiv(stem + 1, unit) * unit);
        return new ShuffleNetV1(
                stem,
                List.of(widest, 2 * widest, 4 * widest),
                REPEATS,
                groups,
                RATIO,
                2,
                false,
                ShuffleNetUnit.Form.PAPER);
    }

    /**
     * The stem of a width multiplier. The published mult-adds need 12, 12, 24, 24 and 48 channels at 0.25, 0.5, 1, 1.5 and 2, and 16
     * for 8 groups at 0.5: that is 24 times the power of two below, at least 12, and a multiple of the groups.
     */
    static int stem(int groups, double width) {
        double scaled = Math.max(STEM / 2, STEM * Math.pow(2, Math.getExponent(width)));
        return Math.ceilDiv((int) scaled, groups) * groups;
    }

    private static ShuffleNetV1 fifty() {
        return new ShuffleNetV1(
                64, List.of(360, 720, 1440, 2880), List.of(3, 4, 6, 3), 3, 2, 1, false, ShuffleNetUnit.Form.PAPER);
    }

    ShuffleNetV1 form(ShuffleNetUnit.Form other, boolean withExcitation) {
        return new ShuffleNetV1(stem, widths, repeats, groups, ratio, firstStride, withExcitation, other);
    }

    Node build(Scope net, Node image, Settings settings) {
        Strides strides = new Strides(settings.stem());
        Node x = Convolution.of(stem, 3).stride(strides.of(2)).add(net.in("first_conv"), image);
        if (strides.of(2) == 2) {
            x = net.add(Pool.max(Window.of(3).stride(2)), x);
        }
        Scope features = net.in("features");
        int index = 0;
        for (int stage = 0; stage < widths.size(); stage++) {
            for (int i = 0; i < repeats.get(stage); i++) {
                x = unit(stage, i == 0).firstGroups(index == 0 ? 1 : groups).add(features.in(index++), x);
            }
        }
        Node means = net.add(GlobalPool.AVERAGE, x);
        boolean bias = form == ShuffleNetUnit.Form.PAPER;
        return net.add("classifier.0", new Linear(settings.classes(), bias), means);
    }

    private ShuffleNetUnit unit(int stage, boolean first) {
        int channels = widths.get(stage);
        ShuffleNetUnit unit = first
                ? ShuffleNetUnit.down(channels, groups).stride(stage == 0 ? firstStride : 2)
                : ShuffleNetUnit.of(channels, groups);
        Optional<SqueezeExcitation> gate =
                excited ? Optional.of(SqueezeExcitation.of(Math.max(1, channels / REDUCTION))) : Optional.empty();
        return unit.bottleneck(channels / ratio).form(form).excitation(gate);
    }

    private static Entry entry(String id, String title, ShuffleNetUnit.Form form, boolean excited, double width) {
        Preprocessing preprocessing = form == ShuffleNetUnit.Form.AUTHORS
                ? Preprocessing.raw(256, 224, ChannelOrder.BGR)
                : Preprocessing.torchvision(256, 224);
        Architecture architecture = (net, image, settings) -> of(
                        settings.groups(), settings.width(), stem(settings.groups(), settings.width()))
                .form(form, excited)
                .build(net, image, settings);
        return Entry.of(id, title, PAPER, preprocessing, Labels.IMAGENET, architecture)
                .options(NetworkOptions.NONE.withWidth(width).withGroups(3).withStem(Stem.IMAGENET));
    }

    private static List<Published> paper() {
        List<Integer> groups = List.copyOf(STAGE_2.keySet());
        List<Published> all = new ArrayList<>();
        all.addAll(table2(groups, 1, 140, List.of(66.4, 67.3, 67.4, 67.2, 67.6)));
        all.addAll(table2(groups, 0.5, 38, List.of(54.9, 55.6, 56.8, 58.4, 57.7)));
        all.addAll(table2(groups, 0.25, 13, List.of(42.9, 43.2, 45.0, 45.8, 47.3)));
        all.add(figures("paper, table 5", 1.5, 3, 292, 71.5));
        all.add(figures("paper, table 5", 2, 3, 524, 73.7));
        return all;
    }

    private static List<Published> table2(List<Integer> groups, double width, int megaMultAdds, List<Double> top1) {
        return IntStream.range(0, groups.size())
                .mapToObj(i -> figures("paper, table 2", width, groups.get(i), megaMultAdds, top1.get(i)))
                .toList();
    }

    private static Published figures(String source, double width, int groups, double megaMultAdds, double top1) {
        return Published.of(source, 224)
                .of(NetworkOptions.NONE.withWidth(width).withGroups(groups))
                .multAdds(megaMultAdds * 1e6)
                .top1(top1);
    }

    private static List<Published> released() {
        return Stream.of(
                        released(1, 3, 1.9, 138, 67.8, 87.7),
                        released(1, 8, 2.4, 138, 68.0, 86.4),
                        released(0.5, 3, 0.7, 38, 57.3, 80.0),
                        released(0.5, 8, 1.0, 40, 58.8, 81.0),
                        released(1.5, 3, 3.4, 292, 71.6, 90.2),
                        released(1.5, 8, 4.3, 290, 71.0, 89.6),
                        released(2, 3, 5.4, 524, 74.1, 91.4),
                        released(2, 8, 6.5, 522, 72.9, 90.8))
                .toList();
    }

    private static Published released(
            double width, int groups, double millionParams, double megaMultAdds, double top1, double top5) {
        return figures("released code", width, groups, megaMultAdds, top1)
                .params(millionParams * 1e6)
                .accuracy(top1, top5);
    }
}
