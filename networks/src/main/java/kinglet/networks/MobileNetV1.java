package kinglet.networks;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.GlobalPool;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Scope;

/** MobileNet v1: depthwise separable convolutions and nothing else. Names, padding and ReLU6 are those of Keras. */
final class MobileNetV1 {
    private static final Paper PAPER = Paper.arxiv(
            "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
            "Howard et al.",
            "2017",
            "1704.04861");

    /** Two lines of the paper's table 1: a depthwise convolution of stride s and a pointwise one, n times. */
    private record Row(int channels, int stride, int repeats) {}

    private static final int STEM = 32;

    /** The paper prints stride 2 for the last line too, whose input and output are both of 7 x 7 pixels. */
    private static final List<Row> ROWS = List.of(
            //      c  s  n
            new Row(64, 1, 1),
            new Row(128, 2, 1),
            new Row(128, 1, 1),
            new Row(256, 2, 1),
            new Row(256, 1, 1),
            new Row(512, 2, 1),
            new Row(512, 1, 5),
            new Row(1024, 2, 1),
            new Row(1024, 1, 1));

    /** Table 5: without the five layers of 14 x 14 x 512. */
    private static final List<Row> SHALLOW =
            ROWS.stream().filter(row -> row.repeats() == 1).toList();

    private static final double EPSILON = 1e-3;

    static final List<Entry> ENTRIES = List.of(
            entry("mobilenet_v1", "MobileNet v1", (net, image, s) -> build(net, image, s, ROWS, MobileNetV1::separable))
                    .weights("Keras applications: mobilenet_{1_0,7_5,5_0,2_5}_{224,192,160,128}_tf.h5")
                    .published(
                            paper(6, 1, 224, 4.2, 569, 70.6),
                            paper(6, 0.75, 224, 2.6, 325, 68.4),
                            paper(6, 0.5, 224, 1.3, 149, 63.7),
                            paper(6, 0.25, 224, 0.5, 41, 50.6),
                            paper(7, 1, 192, 4.2, 418, 69.1),
                            paper(7, 1, 160, 4.2, 290, 67.2),
                            paper(7, 1, 128, 4.2, 186, 64.4),
                            paper(9, 0.5, 160, 1.32, 76, 60.2))
                    .published(slim()),
            entry(
                            "mobilenet_v1_conv",
                            "Conv MobileNet v1",
                            (net, image, s) -> build(net, image, s, ROWS, MobileNetV1::full))
                    .published(paper(4, 1, 224, 29.3, 4866, 71.7)),
            entry(
                            "mobilenet_v1_shallow",
                            "Shallow MobileNet v1",
                            (net, image, s) -> build(net, image, s, SHALLOW, MobileNetV1::separable))
                    .published(paper(5, 1, 224, 2.9, 307, 65.3)));

    private MobileNetV1() {}

    /** The layer of a row. */
    @FunctionalInterface
    private interface Layer {
        Node add(Scope net, Node x, int number, int channels, int stride);
    }

    private static Node build(Scope net, Node image, Settings settings, List<Row> rows, Layer layer) {
        Strides strides = new Strides(settings.stem());
        Node x = relu6(Convolution.of(scaled(STEM, settings), 3).stride(strides.of(2)))
                .add(net, "conv1", "conv1_bn", image);
        int number = 1;
        for (Row row : rows) {
            for (int i = 0; i < row.repeats(); i++) {
                x = layer.add(net, x, number++, scaled(row.channels(), settings), strides.of(row.stride()));
            }
        }
        x = net.add(new Dropout(1e-3), net.add(GlobalPool.AVERAGE, x));
        return net.add("conv_preds", Conv2d.pointwise(settings.classes()).withBias(), x);
    }

    private static Node separable(Scope net, Node x, int number, int channels, int stride) {
        String dw = "conv_dw_" + number;
        String pw = "conv_pw_" + number;
        Node y = relu6(Convolution.depthwise(x.shape().channels(), 3).stride(stride))
                .add(net, dw, dw + "_bn", x);
        return relu6(Convolution.pointwise(channels)).add(net, pw, pw + "_bn", y);
    }

    /** Table 4: a full 3x3 convolution in place of the two. */
    private static Node full(Scope net, Node x, int number, int channels, int stride) {
        String name = "conv_" + number;
        return relu6(Convolution.of(channels, 3).stride(stride)).add(net, name, name + "_bn", x);
    }

    private static Convolution relu6(Convolution convolution) {
        return convolution.padding(Padding.same()).activation(Activation.RELU6).epsilon(EPSILON);
    }

    /** Rounded down, as Keras does; at least 8 as in TensorFlow slim. */
    private static int scaled(int channels, Settings settings) {
        return Math.max(8, (int) (channels * settings.width()));
    }

    private static Entry entry(String id, String title, Architecture architecture) {
        return Entry.of(id, title, PAPER, Preprocessing.tensorflow(224), Labels.IMAGENET, architecture)
                .options(NetworkOptions.NONE.withWidth(1).withStem(Stem.IMAGENET));
    }

    private static Published paper(int table, double width, int resolution, double params, int multAdds, double top1) {
        Published figures = Published.of("paper, table " + table, resolution)
                .params(params * 1e6)
                .multAdds(multAdds * 1e6)
                .top1(top1);
        NetworkOptions options =
                resolution == 224 ? NetworkOptions.NONE : NetworkOptions.NONE.withResolution(resolution);
        return figures.of(width == 1 ? options : options.withWidth(width));
    }

    private static List<Published> slim() {
        return Stream.of(
                        new Slim(1.00, 224, 4.24, 569, 70.9, 89.9),
                        new Slim(1.00, 192, 4.24, 418, 70.0, 89.2),
                        new Slim(1.00, 160, 4.24, 291, 68.0, 87.7),
                        new Slim(1.00, 128, 4.24, 186, 65.2, 85.8),
                        new Slim(0.75, 224, 2.59, 317, 68.4, 88.2),
                        new Slim(0.75, 192, 2.59, 233, 67.2, 87.3),
                        new Slim(0.75, 160, 2.59, 162, 65.3, 86.0),
                        new Slim(0.75, 128, 2.59, 104, 62.1, 83.9),
                        new Slim(0.50, 224, 1.34, 150, 63.3, 84.9),
                        new Slim(0.50, 192, 1.34, 110, 61.7, 83.6),
                        new Slim(0.50, 160, 1.34, 77, 59.1, 81.9),
                        new Slim(0.50, 128, 1.34, 49, 56.3, 79.4),
                        new Slim(0.25, 224, 0.47, 41, 49.8, 74.2),
                        new Slim(0.25, 192, 0.47, 34, 47.7, 72.3),
                        new Slim(0.25, 160, 0.47, 21, 45.5, 70.3),
                        new Slim(0.25, 128, 0.47, 14, 41.5, 66.3))
                .map(Slim::published)
                .toList();
    }

    /** A line of the table of TensorFlow slim, in millions, of networks with a background class. */
    private record Slim(double width, int resolution, double params, int multAdds, double top1, double top5) {
        Published published() {
            return Published.of("TensorFlow slim", resolution)
                    .of(NetworkOptions.NONE
                            .withWidth(width)
                            .withResolution(resolution)
                            .withClasses(1001))
                    .params(params * 1e6)
                    .multAdds(multAdds * 1e6)
                    .accuracy(top1, top5);
        }
    }
}
