package kinglet.networks;

import static kinglet.networks.Channels.divisible;

import java.util.List;
import java.util.Locale;
import kinglet.graph.Activation;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** EfficientNet B0 to B7: one network found by search, scaled in width, depth and resolution together. */
final class EfficientNet {
    private static final Paper PAPER = Paper.arxiv(
            "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks",
            "Tan and Le",
            "ICML 2019",
            "1905.11946");

    /** A line of the paper's table 1: blocks of expansion e with a k x k kernel, of which the first has stride s. */
    private record Row(int expansion, int kernel, int stride, int channels, int repeats) {}

    private static final int STEM = 32;

    private static final List<Row> ROWS = List.of(
            //      e  k  s   c  n
            new Row(1, 3, 1, 16, 1),
            new Row(6, 3, 2, 24, 2),
            new Row(6, 5, 2, 40, 2),
            new Row(6, 3, 2, 80, 3),
            new Row(6, 5, 1, 112, 3),
            new Row(6, 5, 2, 192, 4),
            new Row(6, 3, 1, 320, 1));

    private static final int HEAD = 1280;

    /** Share of the squeezed channels in a block's input. */
    private static final double SQUEEZE = 0.25;

    /** Dropping of the last block; earlier ones drop in proportion to their place. */
    private static final double DROP = 0.2;

    /** PyTorch's epsilon up to B4, TensorFlow's from B5 on: torchvision's choice. */
    private static final double TENSORFLOW_EPSILON = 1e-3;

    /** The compound scaling of a network, the size to which torchvision resizes for its crop, and the dropout. */
    private record Variant(
            String name, double width, double depth, int resize, int crop, double dropout, double epsilon) {

        int channels(int published) {
            return divisible(published * width);
        }

        int repeats(Row row) {
            return (int) Math.ceil(row.repeats() * depth);
        }

        Entry entry(Published... figures) {
            return Entry.of(
                            "efficientnet_" + name.toLowerCase(Locale.ROOT),
                            "EfficientNet-" + name,
                            PAPER,
                            Preprocessing.torchvision(resize, crop).bicubic(),
                            Labels.IMAGENET,
                            this::build)
                    .options(NetworkOptions.NONE.withStem(Stem.IMAGENET))
                    .weights("torchvision: EfficientNet_%s_Weights".formatted(name))
                    .published(figures);
        }

        Node build(Scope net, Node image, Settings settings) {
            Scope features = net.in("features");
            Strides strides = new Strides(settings.stem());
            Node x = swish(Convolution.of(channels(STEM), 3).stride(strides.of(2)))
                    .add(features.in(0), image);
            int blocks = ROWS.stream().mapToInt(this::repeats).sum();
            int block = 0;
            for (int stage = 0; stage < ROWS.size(); stage++) {
                Row row = ROWS.get(stage);
                for (int i = 0; i < repeats(row); i++) {
                    int stride = i == 0 ? strides.of(row.stride()) : 1;
                    x = block(row, x.shape().channels(), stride)
                            .dropRate(DROP * block++ / blocks)
                            .add(features.in(stage + 1).in(i).in("block"), x);
                }
            }
            x = swish(Convolution.pointwise(channels(HEAD))).add(features.in(ROWS.size() + 1), x);
            return Classifier.of(settings.classes()).dropout(dropout).add(net.in("classifier"), "1", x);
        }

        private InvertedResidual block(Row row, int in, int stride) {
            int squeezed = Math.max(1, (int) (SQUEEZE * in));
            return InvertedResidual.of(LinearBottleneck.of(row.expansion() * in, channels(row.channels()))
                    .kernel(row.kernel())
                    .stride(stride)
                    .activation(Activation.SWISH)
                    .epsilon(epsilon)
                    .squeeze(new SqueezeExcitation(squeezed, Activation.SWISH, Activation.SIGMOID)));
        }

        private Convolution swish(Convolution convolution) {
            return convolution.activation(Activation.SWISH).epsilon(epsilon);
        }
    }

    static final List<Entry> ENTRIES = List.of(
            new Variant("B0", 1.0, 1.0, 256, 224, 0.2, Convolution.EPSILON)
                    .entry(torchvision(1, 224, 5_288_548, 386, 77.692, 93.532), paper(224, 5.3, 0.39, 77.1, 93.3)),
            new Variant("B1", 1.0, 1.1, 256, 240, 0.2, Convolution.EPSILON)
                    .entry(
                            torchvision(1, 240, 7_794_184, 687, 78.642, 94.186),
                            torchvision(2, 240, 7_794_184, 687, 79.838, 94.934),
                            paper(240, 7.8, 0.70, 79.1, 94.4)),
            new Variant("B2", 1.1, 1.2, 288, 288, 0.3, Convolution.EPSILON)
                    .entry(torchvision(1, 288, 9_109_994, 1088, 80.608, 95.310), paper(260, 9.2, 1.0, 80.1, 94.9)),
            new Variant("B3", 1.2, 1.4, 320, 300, 0.3, Convolution.EPSILON)
                    .entry(torchvision(1, 300, 12_233_232, 1827, 82.008, 96.054), paper(300, 12, 1.8, 81.6, 95.7)),
            new Variant("B4", 1.4, 1.8, 384, 380, 0.4, Convolution.EPSILON)
                    .entry(torchvision(1, 380, 19_341_616, 4394, 83.384, 96.594), paper(380, 19, 4.2, 82.9, 96.4)),
            new Variant("B5", 1.6, 2.2, 456, 456, 0.4, TENSORFLOW_EPSILON)
                    .entry(torchvision(1, 456, 30_389_784, 10_266, 83.444, 96.628), paper(456, 30, 9.9, 83.6, 96.7)),
            new Variant("B6", 1.8, 2.6, 528, 528, 0.5, TENSORFLOW_EPSILON)
                    .entry(torchvision(1, 528, 43_040_704, 19_068, 84.008, 96.916), paper(528, 43, 19, 84.0, 96.8)),
            new Variant("B7", 2.0, 3.1, 600, 600, 0.5, TENSORFLOW_EPSILON)
                    .entry(torchvision(1, 600, 66_347_960, 37_746, 84.122, 96.908), paper(600, 66, 37, 84.3, 97.0)));

    private EfficientNet() {}

    private static Published torchvision(
            int version, int resolution, long params, int megaMultAdds, double top1, double top5) {
        return Published.of("torchvision IMAGENET1K_V" + version, resolution)
                .of(NetworkOptions.NONE.withResolution(resolution))
                .params(params)
                .multAdds(megaMultAdds * 1e6)
                .accuracy(top1, top5);
    }

    private static Published paper(
            int resolution, double millionParams, double gigaMultAdds, double top1, double top5) {
        return Published.of("paper, table 2 (2020)", resolution)
                .of(NetworkOptions.NONE.withResolution(resolution))
                .params(millionParams * 1e6)
                .multAdds(gigaMultAdds * 1e9)
                .accuracy(top1, top5);
    }
}
