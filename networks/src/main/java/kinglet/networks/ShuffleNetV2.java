package kinglet.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kinglet.graph.Dropout;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;
import kinglet.networks.ShuffleNetV2Unit.Form;

/**
 * ShuffleNetV2: equal widths, dense 1x1 convolutions and a channel split in place of groups and sums.
 *
 * @param stem channels of the first convolution
 * @param widths channels of the stages
 * @param repeats units of the stages
 * @param last channels of the last convolution
 * @param firstStride stride of the first stage
 * @param form whose network it is
 * @param reduction of squeeze-and-excitation, where there is one
 * @param bias whether the classifier has one
 * @param dropout before the classifier
 */
record ShuffleNetV2(
        int stem,
        List<Integer> widths,
        List<Integer> repeats,
        int last,
        int firstStride,
        Form form,
        Optional<Integer> reduction,
        boolean bias,
        double dropout) {

    static final Paper PAPER = Paper.arxiv(
            "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design",
            "Ma et al.",
            "ECCV 2018",
            "1807.11164");

    /** A column of the paper's table 5: channels of stage 2 and of the last convolution, and what was published of it. */
    private record Size(
            double width,
            int stage2,
            int last,
            Published paper,
            Published torchvision,
            Published released,
            int resize) {

        String id() {
            return "shufflenet_v2_x" + formatted(width).replace('.', '_');
        }

        String title() {
            return "ShuffleNetV2 " + formatted(width) + "x";
        }

        ShuffleNetV2 network(Form form) {
            boolean authors = form == Form.AUTHORS;
            return new ShuffleNetV2(
                    24,
                    List.of(stage2, 2 * stage2, 4 * stage2),
                    List.of(4, 8, 4),
                    last,
                    2,
                    form,
                    Optional.empty(),
                    !authors,
                    authors && width == 2 ? 0.2 : 0);
        }
    }

    private static String formatted(double width) {
        return String.format(Locale.ROOT, "%.1f", width);
    }

    private static final List<Size> SIZES = List.of(
            size(
                    0.5,
                    48,
                    1024,
                    paper(1.4, 41, 60.3),
                    torchvision(1_366_792, 40, 60.552, 81.746),
                    released(1.4, 41, 61.1, 82.6),
                    256),
            size(
                    1,
                    116,
                    1024,
                    paper(2.3, 146, 69.4),
                    torchvision(2_278_604, 145, 69.362, 88.316),
                    released(2.3, 146, 69.4, 88.9),
                    256),
            size(
                    1.5,
                    176,
                    1024,
                    paper(3.5, 299, 72.6),
                    torchvision(3_503_624, 296, 72.996, 91.086),
                    released(3.5, 299, 72.6, 90.6),
                    232),
            size(
                    2,
                    244,
                    2048,
                    paper(7.4, 591, 74.9),
                    torchvision(7_393_996, 583, 76.230, 93.006),
                    released(7.4, 591, 75.0, 92.4),
                    232));

    static final List<Entry> ENTRIES = entries();

    Node build(Scope net, Node image, Settings settings) {
        boolean authors = form == Form.AUTHORS;
        Strides strides = new Strides(settings.stem());
        Node x = Convolution.of(stem, 3).stride(strides.of(2)).add(net.in(authors ? "first_conv" : "conv1"), image);
        if (strides.of(2) == 2) {
            x = net.add(Pool.max(Window.of(3).stride(2)), x);
        }
        int index = 0;
        for (int stage = 0; stage < widths.size(); stage++) {
            for (int i = 0; i < repeats.get(stage); i++) {
                Scope scope = authors
                        ? net.in("features").in(index++)
                        : net.in("stage" + (stage + 2)).in(i);
                x = unit(stage, i == 0).add(scope, x);
            }
        }
        x = Convolution.pointwise(last).add(net.in(authors ? "conv_last" : "conv5"), x);
        x = net.add(GlobalPool.AVERAGE, x);
        x = dropout > 0 ? net.add(new Dropout(dropout), x) : x;
        return net.add(authors ? "classifier.0" : "fc", new Linear(settings.classes(), bias), x);
    }

    private ShuffleNetV2Unit unit(int stage, boolean first) {
        int channels = widths.get(stage);
        ShuffleNetV2Unit unit = first
                ? ShuffleNetV2Unit.down(channels, form).stride(stage == 0 ? firstStride : 2)
                : ShuffleNetV2Unit.of(channels, form);
        return unit.reduction(reduction);
    }

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Size size : SIZES) {
            entries.add(entry(
                            size.id(),
                            size.title(),
                            Preprocessing.torchvision(size.resize(), 224),
                            size.network(Form.TORCHVISION))
                    .options(NetworkOptions.NONE.withStem(Stem.IMAGENET))
                    .weights("torchvision: ShuffleNet_V2_X%s_Weights"
                            .formatted(formatted(size.width()).replace('.', '_')))
                    .published(size.torchvision(), size.paper()));
        }
        for (Size size : SIZES) {
            entries.add(entry(
                            size.id() + "_authors",
                            size.title() + " (released code)",
                            Preprocessing.raw(256, 224, ChannelOrder.BGR),
                            size.network(Form.AUTHORS))
                    .options(NetworkOptions.NONE.withStem(Stem.IMAGENET))
                    .weights("megvii-model/ShuffleNet-Series: ShuffleNetV2.%sx".formatted(formatted(size.width())))
                    .published(size.released(), size.paper()));
        }
        entries.add(entry(
                        "shufflenet_v2_x2_0_se",
                        "ShuffleNetV2 2x with squeeze-and-excitation",
                        Preprocessing.torchvision(256, 224),
                        SIZES.getLast().network(Form.TORCHVISION).excited(16))
                .published(Published.of("paper, table 8 (reduction not given; here 16)", 224)
                        .multAdds(597e6)
                        .top1(75.4)));
        entries.add(entry("shufflenet_v2_50", "ShuffleNetV2-50", Preprocessing.torchvision(256, 224), fifty())
                .published(Published.of("paper, table 6", 224).multAdds(2.3e9).top1(77.2)));
        return List.copyOf(entries);
    }

    private ShuffleNetV2 excited(int divisor) {
        return new ShuffleNetV2(stem, widths, repeats, last, firstStride, form, Optional.of(divisor), bias, dropout);
    }

    /** Appendix, table 2; only the authors' unit comes to the paper's 2.3 G mult-adds. */
    private static ShuffleNetV2 fifty() {
        return new ShuffleNetV2(
                64,
                List.of(244, 488, 976, 1952),
                List.of(3, 4, 6, 3),
                2048,
                1,
                Form.AUTHORS,
                Optional.empty(),
                true,
                0);
    }

    private static Entry entry(String id, String title, Preprocessing preprocessing, ShuffleNetV2 network) {
        return Entry.of(id, title, PAPER, preprocessing, Labels.IMAGENET, network::build);
    }

    private static Size size(
            double width,
            int stage2,
            int last,
            Published paper,
            Published torchvision,
            Published released,
            int resize) {
        return new Size(width, stage2, last, paper, torchvision, released, resize);
    }

    private static Published paper(double millionParams, double megaMultAdds, double top1) {
        return Published.of("paper, tables 5 and 8", 224)
                .params(millionParams * 1e6)
                .multAdds(megaMultAdds * 1e6)
                .top1(top1);
    }

    private static Published torchvision(long params, double megaMultAdds, double top1, double top5) {
        return Published.of("torchvision IMAGENET1K_V1", 224)
                .params(params)
                .multAdds(megaMultAdds * 1e6)
                .accuracy(top1, top5);
    }

    private static Published released(double millionParams, double megaMultAdds, double top1, double top5) {
        return Published.of("released code", 224)
                .params(millionParams * 1e6)
                .multAdds(megaMultAdds * 1e6)
                .accuracy(top1, top5);
    }
}
