package kinglet.networks;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** The ResNets of the paper's section 4.2, for CIFAR-10: 6n + 2 layers, and shortcuts without parameters. */
final class CifarResNet {
    private static final List<Integer> PLANES = List.of(16, 32, 64);
    private static final Preprocessing PREPROCESSING =
            Preprocessing.whole(32, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** A line of the paper's table 6: n blocks a stage, and its error in percent. */
    private record Row(int blocks, double millionParams, double error) {
        int depth() {
            return 6 * blocks + 2;
        }

        Entry entry() {
            return Entry.of(
                            "resnet%d_cifar".formatted(depth()),
                            "ResNet-%d (CIFAR)".formatted(depth()),
                            ResNet.PAPER,
                            PREPROCESSING,
                            Labels.CIFAR10,
                            this::build)
                    .weights("akamaster/pytorch_resnet_cifar10: resnet%d.th".formatted(depth()))
                    .published(Published.of("paper, table 6 (CIFAR-10)", 32)
                            .params(millionParams * 1e6)
                            .top1(100 - error));
        }

        Node build(Scope net, Node image, Settings settings) {
            Node x = Convolution.of(PLANES.getFirst(), 3).add(net, "conv1", "bn1", image);
            x = ResNet.stages(net, x, PLANES, Collections.nCopies(PLANES.size(), blocks), CifarResNet::block);
            return Classifier.of(settings.classes()).add(net, "linear", x);
        }
    }

    static final List<Entry> ENTRIES = Stream.of(
                    new Row(3, 0.27, 8.75),
                    new Row(5, 0.46, 7.51),
                    new Row(7, 0.66, 7.17),
                    new Row(9, 0.85, 6.97),
                    new Row(18, 1.7, 6.43))
            .map(Row::entry)
            .toList();

    private CifarResNet() {}

    private static Block block(int planes, int stride) {
        return new BasicBlock(planes, stride, Shortcut.PADDING);
    }
}
