package kinglet.networks;

import java.util.List;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Flatten;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/** EffNet for small pictures, and the networks of the same widths that its paper's table 1 sets against it. */
final class EffNet {
    private static final Paper PAPER = Paper.arxiv(
            "EffNet: An Efficient Structure for Convolutional Neural Networks",
            "Freeman et al.",
            "ICIP 2018",
            "1801.06434");

    private static final Preprocessing PREPROCESSING =
            Preprocessing.whole(32, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    private static final int FIRST = 64;
    private static final List<Integer> REST = List.of(128, 256);
    private static final int GROUPS = 4;

    static final List<Entry> ENTRIES = List.of(
            entry("effnet", "EffNet", 11.4, 80.20, (net, image) -> blocks(net, image, EffNetBlock.Reduction.HORIZONTAL))
                    .weights("andrijdavid/EffNet"),
            entry(
                            "effnet_vertical",
                            "EffNet, vertical reduction",
                            11.4,
                            80.20,
                            (net, image) -> blocks(net, image, EffNetBlock.Reduction.VERTICAL))
                    .weights("arthurdouillard/keras-effnet"),
            entry("effnet_baseline", "EffNet's baseline", 80.3, 82.78, EffNet::baseline),
            entry("effnet_mobilenet", "MobileNet in EffNet's table 1", 5.8, 77.48, EffNet::mobile),
            entry("effnet_shufflenet", "ShuffleNet in EffNet's table 1", 4.7, 77.30, EffNet::shuffle));

    private EffNet() {}

    /** Twice the mult-adds are about what the paper calls FLOPs. */
    private static Entry entry(String id, String title, double megaFlops, double top1, Block features) {
        return Entry.of(
                        id,
                        title,
                        PAPER,
                        PREPROCESSING,
                        Labels.CIFAR10,
                        (net, image, settings) -> net.add(
                                "linear",
                                new Linear(settings.classes(), true),
                                net.add(new Flatten(), features.add(net, image))))
                .published(Published.of("paper, table 2 (half of its FLOPs)", 32)
                        .multAdds(megaFlops / 2 * 1e6)
                        .top1(top1));
    }

    private static Node blocks(Scope net, Node image, EffNetBlock.Reduction reduction) {
        Node x = new EffNetBlock(32, 64, reduction).add(net.in("block1"), image);
        x = new EffNetBlock(64, 128, reduction).add(net.in("block2"), x);
        return new EffNetBlock(128, 256, reduction).add(net.in("block3"), x);
    }

    private static Node baseline(Scope net, Node image) {
        Node x = first(net, image);
        for (int channels : REST) {
            Scope scope = net.in("conv" + channels);
            x = halved(scope, Convolution.of(channels, 3).add(scope, x));
        }
        return x;
    }

    private static Node mobile(Scope net, Node image) {
        Node x = first(net, image);
        for (int channels : REST) {
            Scope scope = net.in("conv" + channels);
            x = Convolution.depthwise(x.shape().channels(), 3).stride(2).add(scope, x);
            x = Convolution.pointwise(channels).add(scope, "3", "4", x);
        }
        return x;
    }

    private static Node shuffle(Scope net, Node image) {
        Node x = first(net, image);
        for (int channels : REST) {
            Scope scope = net.in("conv" + channels);
            x = Convolution.group(channels / 4, 1, GROUPS).add(scope, x);
            x = scope.add(new ChannelShuffle(GROUPS), x);
            x = Convolution.depthwise(channels / 4, 3).stride(2).linear().add(scope, "3", "4", x);
            x = Convolution.group(channels, 1, GROUPS).add(scope, "5", "6", x);
        }
        return x;
    }

    private static Node first(Scope net, Node image) {
        Scope scope = net.in("conv" + FIRST);
        return halved(scope, Convolution.of(FIRST, 3).add(scope, image));
    }

    private static Node halved(Scope scope, Node x) {
        return scope.add(Pool.max(Window.of(2).stride(2)), x);
    }
}
