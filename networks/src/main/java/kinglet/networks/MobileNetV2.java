package kinglet.networks;

import static kinglet.networks.Channels.divisible;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** MobileNetV2: inverted residuals with linear bottlenecks. */
final class MobileNetV2 {
    private static final Paper PAPER = Paper.arxiv(
            "MobileNetV2: Inverted Residuals and Linear Bottlenecks", "Sandler et al.", "CVPR 2018", "1801.04381");

    /** A line of the paper's table 2: n blocks of which the first has stride s. */
    private record Row(int expansion, int channels, int repeats, int stride) {}

    private static final int STEM = 32;

    private static final List<Row> ROWS = List.of(
            //      t    c  n  s
            new Row(1, 16, 1, 1),
            new Row(6, 24, 2, 2),
            new Row(6, 32, 3, 2),
            new Row(6, 64, 4, 2),
            new Row(6, 96, 3, 1),
            new Row(6, 160, 3, 2),
            new Row(6, 320, 1, 1));

    private static final int LAST = 1280;

    static final List<Entry> ENTRIES = List.of(Entry.of(
                    "mobilenet_v2",
                    "MobileNetV2",
                    PAPER,
                    Preprocessing.torchvision(256, 224),
                    Labels.IMAGENET,
                    MobileNetV2::build)
            .options(NetworkOptions.NONE.withWidth(1).withStem(Stem.IMAGENET))
            .weights("torchvision: MobileNet_V2_Weights")
            .published(
                    Published.of("torchvision IMAGENET1K_V1", 224)
                            .params(3_504_872)
                            .multAdds(301e6)
                            .accuracy(71.878, 90.286),
                    Published.of("torchvision IMAGENET1K_V2 (resize 232)", 224)
                            .params(3_504_872)
                            .multAdds(301e6)
                            .accuracy(72.154, 90.822),
                    Published.of("paper, table 4", 224)
                            .params(3.4e6)
                            .multAdds(300e6)
                            .top1(72.0),
                    Published.of("paper, table 4 (its 6.9M parameters are those of no known network)", 224)
                            .of(NetworkOptions.NONE.withWidth(1.4))
                            .multAdds(585e6)
                            .top1(74.7))
            .published(slim()));

    private MobileNetV2() {}

    private static Node build(Scope net, Node image, Settings settings) {
        Scope features = net.in("features");
        Strides strides = new Strides(settings.stem());
        Node x = Convolution.of(divisible(STEM * settings.width()), 3)
                .activation(Activation.RELU6)
                .stride(strides.of(2))
                .add(features.in(0), image);
        int block = 1;
        for (Row row : ROWS) {
            for (int i = 0; i < row.repeats(); i++) {
                LinearBottleneck bottleneck = LinearBottleneck.of(
                                row.expansion() * x.shape().channels(), divisible(row.channels() * settings.width()))
                        .stride(i == 0 ? strides.of(row.stride()) : 1)
                        .names(LinearBottleneck.Names.FLAT);
                x = InvertedResidual.of(bottleneck).add(features.in(block++).in("conv"), x);
            }
        }
        x = Convolution.pointwise(divisible(LAST * Math.max(1, settings.width())))
                .activation(Activation.RELU6)
                .add(features.in(block), x);
        return Classifier.of(settings.classes()).dropout(0.2).add(net.in("classifier"), "1", x);
    }

    private static List<Published> slim() {
        return Stream.of(
                        new Slim(1.40, 224, 6.06, 582, 75.0, 92.5),
                        new Slim(1.30, 224, 5.34, 509, 74.4, 92.1),
                        new Slim(1.00, 224, 3.47, 300, 71.8, 91.0),
                        new Slim(1.00, 192, 3.47, 221, 70.7, 90.1),
                        new Slim(1.00, 160, 3.47, 154, 68.8, 89.0),
                        new Slim(1.00, 128, 3.47, 99, 65.3, 86.9),
                        new Slim(1.00, 96, 3.47, 56, 60.3, 83.2),
                        new Slim(0.75, 224, 2.61, 209, 69.8, 89.6),
                        new Slim(0.75, 192, 2.61, 153, 68.7, 88.9),
                        new Slim(0.75, 160, 2.61, 107, 66.4, 87.3),
                        new Slim(0.75, 128, 2.61, 69, 63.2, 85.3),
                        new Slim(0.75, 96, 2.61, 39, 58.8, 81.6),
                        new Slim(0.50, 224, 1.95, 97, 65.4, 86.4),
                        new Slim(0.50, 192, 1.95, 71, 63.9, 85.4),
                        new Slim(0.50, 160, 1.95, 50, 61.0, 83.2),
                        new Slim(0.50, 128, 1.95, 32, 57.7, 80.8),
                        new Slim(0.50, 96, 1.95, 18, 51.2, 75.8),
                        new Slim(0.35, 224, 1.66, 59, 60.3, 82.9),
                        new Slim(0.35, 192, 1.66, 43, 58.2, 81.2),
                        new Slim(0.35, 160, 1.66, 30, 55.7, 79.1),
                        new Slim(0.35, 128, 1.66, 20, 50.8, 75.0),
                        new Slim(0.35, 96, 1.66, 11, 45.5, 70.4))
                .map(Slim::published)
                .toList();
    }

    /** A line of the table of TensorFlow slim, in millions and without the parameters of normalisations. */
    private record Slim(double width, int resolution, double params, double multAdds, double top1, double top5) {
        Published published() {
            return Published.of("TensorFlow slim (parameters without batch normalisation)", resolution)
                    .of(NetworkOptions.NONE.withWidth(width).withResolution(resolution))
                    .params(params * 1e6)
                    .multAdds(multAdds * 1e6)
                    .accuracy(top1, top5);
        }
    }
}
