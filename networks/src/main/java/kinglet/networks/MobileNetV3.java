package kinglet.networks;

import static kinglet.graph.Activation.HARD_SWISH;
import static kinglet.graph.Activation.RELU;
import static kinglet.networks.Channels.divisible;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Dropout;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** MobileNetV3 large and small: inverted residuals with squeeze-and-excitation and hard swish, found by search. */
final class MobileNetV3 {
    private static final Paper PAPER =
            Paper.arxiv("Searching for MobileNetV3", "Howard et al.", "ICCV 2019", "1905.02244");

    /** A line of the paper's tables 1 and 2. */
    private record Row(int kernel, int expanded, int out, boolean squeeze, Activation activation, int stride) {}

    private static final boolean SE = true;
    private static final boolean NO = false;

    private static final List<Row> LARGE = List.of(
            //      k  exp  out  SE  NL          s
            new Row(3, 16, 16, NO, RELU, 1),
            new Row(3, 64, 24, NO, RELU, 2),
            new Row(3, 72, 24, NO, RELU, 1),
            new Row(5, 72, 40, SE, RELU, 2),
            new Row(5, 120, 40, SE, RELU, 1),
            new Row(5, 120, 40, SE, RELU, 1),
            new Row(3, 240, 80, NO, HARD_SWISH, 2),
            new Row(3, 200, 80, NO, HARD_SWISH, 1),
            new Row(3, 184, 80, NO, HARD_SWISH, 1),
            new Row(3, 184, 80, NO, HARD_SWISH, 1),
            new Row(3, 480, 112, SE, HARD_SWISH, 1),
            new Row(3, 672, 112, SE, HARD_SWISH, 1),
            new Row(5, 672, 160, SE, HARD_SWISH, 2),
            new Row(5, 960, 160, SE, HARD_SWISH, 1),
            new Row(5, 960, 160, SE, HARD_SWISH, 1));

    private static final List<Row> SMALL = List.of(
            new Row(3, 16, 16, SE, RELU, 2),
            new Row(3, 72, 24, NO, RELU, 2),
            new Row(3, 88, 24, NO, RELU, 1),
            new Row(5, 96, 40, SE, HARD_SWISH, 2),
            new Row(5, 240, 40, SE, HARD_SWISH, 1),
            new Row(5, 240, 40, SE, HARD_SWISH, 1),
            new Row(5, 120, 48, SE, HARD_SWISH, 1),
            new Row(5, 144, 48, SE, HARD_SWISH, 1),
            new Row(5, 288, 96, SE, HARD_SWISH, 2),
            new Row(5, 576, 96, SE, HARD_SWISH, 1),
            new Row(5, 576, 96, SE, HARD_SWISH, 1));

    private static final int STEM = 16;
    private static final double EPSILON = 1e-3;

    /** The rows with the width of the hidden layer behind them. */
    private record Variant(List<Row> rows, int hidden, Activation activation) {

        Node build(Scope net, Node image, Settings settings) {
            Scope features = net.in("features");
            Strides strides = new Strides(settings.stem());
            Node x = style(Convolution.of(STEM, 3).stride(strides.of(2))).add(features.in(0), image);
            int published = STEM;
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                // The authors widen a block by a factor of its input and never the stem; torchvision's width_mult,
                // which
                // scales every column, gives networks that nobody published weights of.
                int expanded = i == 0
                        ? x.shape().channels()
                        : divisible(x.shape().channels() * (double) row.expanded() / published);
                int out = divisible(row.out() * settings.width());
                x = block(row, expanded, out, strides.of(row.stride()))
                        .add(features.in(i + 1).in("block"), x);
                published = row.out();
            }
            x = style(Convolution.pointwise(divisible(6 * x.shape().channels())))
                    .add(features.in(rows.size() + 1), x);
            Scope classifier = net.in("classifier");
            int width = settings.width() > 1 ? divisible(hidden * settings.width()) : hidden;
            x = classifier.add("0", new Linear(width, true), net.add(GlobalPool.AVERAGE, x));
            x = classifier.add(new Dropout(0.2), classifier.add(activation, x));
            return classifier.add("3", new Linear(settings.classes(), true), x);
        }

        private Convolution style(Convolution convolution) {
            return convolution.activation(activation).epsilon(EPSILON);
        }

        private static InvertedResidual block(Row row, int expanded, int out, int stride) {
            LinearBottleneck bottleneck = LinearBottleneck.of(expanded, out)
                    .kernel(row.kernel())
                    .stride(stride)
                    .activation(row.activation())
                    .epsilon(EPSILON);
            return InvertedResidual.of(
                    row.squeeze()
                            ? bottleneck.squeeze(new SqueezeExcitation(
                                    divisible(expanded / 4.0), Activation.RELU, Activation.HARD_SIGMOID))
                            : bottleneck);
        }

        /** Without what is slow on some accelerators: 5x5 kernels, squeeze-and-excitation and hard swish. */
        Variant minimalistic() {
            List<Row> plain = rows.stream()
                    .map(row -> new Row(3, row.expanded(), row.out(), NO, RELU, row.stride()))
                    .toList();
            return new Variant(plain, hidden, RELU);
        }
    }

    private static final Variant LARGE_NET = new Variant(LARGE, 1280, HARD_SWISH);
    private static final Variant SMALL_NET = new Variant(SMALL, 1024, HARD_SWISH);

    static final List<Entry> ENTRIES = List.of(
            entry("mobilenet_v3_large", "MobileNetV3 large", LARGE_NET)
                    .weights("torchvision: MobileNet_V3_Large_Weights")
                    .published(
                            ResNet.torchvision(1, 5_483_032, 217, 74.042, 91.340),
                            ResNet.torchvision(2, 5_483_032, 217, 75.274, 92.566),
                            paper(5.4, 219, 75.2),
                            paper(4.0, 155, 73.3).of(NetworkOptions.NONE.withWidth(0.75))),
            entry("mobilenet_v3_small", "MobileNetV3 small", SMALL_NET)
                    .weights("torchvision: MobileNet_V3_Small_Weights")
                    .published(
                            ResNet.torchvision(1, 2_542_856, 57, 67.668, 87.402),
                            paper(2.5, 56, 67.4),
                            paper(2.0, 44, 65.4).of(NetworkOptions.NONE.withWidth(0.75))),
            entry("mobilenet_v3_large_minimalistic", "MobileNetV3 large, minimalistic", LARGE_NET.minimalistic())
                    .published(slim(3.9, 209, 72.3)),
            entry("mobilenet_v3_small_minimalistic", "MobileNetV3 small, minimalistic", SMALL_NET.minimalistic())
                    .published(Published.of("TensorFlow slim (its 65M mult-adds are not this network's)", 224)
                            .params(2.0e6)
                            .top1(61.9)));

    private MobileNetV3() {}

    private static Entry entry(String id, String title, Variant variant) {
        return Entry.of(id, title, PAPER, Preprocessing.torchvision(256, 224), Labels.IMAGENET, variant::build)
                .options(NetworkOptions.NONE.withWidth(1).withStem(Stem.IMAGENET));
    }

    private static Published paper(double millionParams, int megaMultAdds, double top1) {
        return figures("paper, table 3", millionParams, megaMultAdds, top1);
    }

    private static Published slim(double millionParams, int megaMultAdds, double top1) {
        return figures("TensorFlow slim", millionParams, megaMultAdds, top1);
    }

    private static Published figures(String source, double millionParams, int megaMultAdds, double top1) {
        return Published.of(source, 224)
                .params(millionParams * 1e6)
                .multAdds(megaMultAdds * 1e6)
                .top1(top1);
    }
}
