package kinglet.networks;

import java.util.List;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * GoogLeNet: Inception blocks. It is torchvision's, with batch normalisation, with 3x3 kernels where the paper has 5x5, and
 * without the two classifiers that only training uses.
 */
final class GoogLeNet {
    private static final Paper PAPER =
            Paper.arxiv("Going Deeper with Convolutions", "Szegedy et al.", "CVPR 2015", "1409.4842");

    private static final double EPSILON = 1e-3;
    private static final Pool HALVE =
            Pool.max(Window.of(3).padding(0).stride(2)).roundedUp();
    private static final Pool LAST_HALVE =
            Pool.max(Window.of(2).padding(0).stride(2)).roundedUp();

    /** A line of the paper's table 1; a pool goes before the first block of a stage. */
    private record Row(String name, Inception block) {
        boolean isFirstOfStage() {
            return name.endsWith("a");
        }
    }

    private static final List<Row> ROWS = List.of(
            //            1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool
            row("inception3a", 64, 96, 128, 16, 32, 32),
            row("inception3b", 128, 128, 192, 32, 96, 64),
            row("inception4a", 192, 96, 208, 16, 48, 64),
            row("inception4b", 160, 112, 224, 24, 64, 64),
            row("inception4c", 128, 128, 256, 24, 64, 64),
            row("inception4d", 112, 144, 288, 32, 64, 64),
            row("inception4e", 256, 160, 320, 32, 128, 128),
            row("inception5a", 256, 160, 320, 32, 128, 128),
            row("inception5b", 384, 192, 384, 48, 128, 128));

    private static Row row(String name, int one, int reduceThree, int three, int reduceFive, int five, int pool) {
        Inception block = Inception.of(one, reduceThree, three, reduceFive, five, pool);
        return new Row(name, block.kernel(3).epsilon(EPSILON));
    }

    static final List<Entry> ENTRIES = List.of(
            Entry.of("googlenet", "GoogLeNet", PAPER, Preprocessing.tensorflow(224), Labels.IMAGENET, GoogLeNet::build)
                    .weights("torchvision: GoogLeNet_Weights")
                    .published(
                            ResNet.torchvision(1, 6_624_904, 1498, 69.778, 89.530),
                            Published.of("BVLC's, in ShuffleNet's paper, table 6", 224)
                                    .multAdds(1.5e9)
                                    .top1(68.7)));

    private GoogLeNet() {}

    private static Node build(Scope net, Node image, Settings settings) {
        Node x = layer(net, "conv1", Convolution.of(64, 7).stride(2), image);
        x = layer(net, "conv2", Convolution.pointwise(64), net.add(HALVE, x));
        x = layer(net, "conv3", Convolution.of(192, 3), x);
        for (Row row : ROWS) {
            if (row.isFirstOfStage()) {
                x = net.add(row.name().contains("5") ? LAST_HALVE : HALVE, x);
            }
            x = row.block().add(net.in(row.name()), x);
        }
        return Classifier.of(settings.classes()).dropout(0.2).add(net, x);
    }

    private static Node layer(Scope net, String name, Convolution convolution, Node x) {
        return convolution.epsilon(EPSILON).add(net.in(name), "conv", "bn", x);
    }
}
