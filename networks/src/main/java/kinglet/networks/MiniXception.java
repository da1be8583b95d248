package kinglet.networks;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * Mini-Xception: emotions on grey faces of 64 x 64 pixels. Names are those of the authors' Keras file, in which a separable
 * convolution is one layer; here it is {@code separable_conv2d_1.conv1} and {@code .pointwise}.
 */
final class MiniXception {
    private static final Paper PAPER = Paper.arxiv(
            "Real-time Convolutional Neural Networks for Emotion and Gender Classification",
            "Arriaga, Valdenegro-Toro and Plöger",
            "2017",
            "1710.07557");

    private static final double EPSILON = 1e-3;
    private static final int STEM = 8;

    /** The channels of the residual modules. */
    private static final List<Integer> MODULES = List.of(16, 32, 64, 128);

    private static final Pool HALVE = Pool.max(Window.of(3).stride(2).padding(Padding.same()));

    static final List<Entry> ENTRIES = List.of(Entry.of(
                    "mini_xception",
                    "Mini-Xception",
                    PAPER,
                    Preprocessing.raw(64, 64, ChannelOrder.GRAY).normalised(List.of(127.5), List.of(127.5)),
                    Labels.EMOTIONS,
                    MiniXception::build)
            .weights("oarriaga/face_classification: fer2013_mini_XCEPTION")
            .published(Published.of("paper, section 4 (FER-2013)", 64).top1(66)));

    private MiniXception() {}

    private static Node build(Scope net, Node image, Settings settings) {
        Node x = stem(net, 1, image);
        x = stem(net, 2, x);
        for (int i = 0; i < MODULES.size(); i++) {
            x = module(net, x, i, MODULES.get(i));
        }
        x = net.add("conv2d_7", Conv2d.of(settings.classes(), 3).withBias(), x);
        return net.add(GlobalPool.AVERAGE, x);
    }

    private static Node stem(Scope net, int number, Node x) {
        return Convolution.of(STEM, 3)
                .padding(0)
                .epsilon(EPSILON)
                .add(net, "conv2d_" + number, "batch_normalization_" + number, x);
    }

    /** Keras counted the layers in the order in which they were made: the shortcut's normalisation comes first. */
    private static Node module(Scope net, Node x, int module, int channels) {
        int separable = 2 * module + 1;
        int norm = 3 * module + 3;
        Node shortcut = Convolution.pointwise(channels)
                .stride(2)
                .linear()
                .epsilon(EPSILON)
                .add(net, "conv2d_" + (module + 3), "batch_normalization_" + norm, x);
        Node y = separable(net, separable, norm + 1, channels, x);
        y = separable(net, separable + 1, norm + 2, channels, net.add(Activation.RELU, y));
        return net.add(new Add(), net.add(HALVE, y), shortcut);
    }

    private static Node separable(Scope net, int number, int norm, int channels, Node x) {
        Node y = SeparableConvolution.of(channels, 3).add(net.in("separable_conv2d_" + number), x);
        return net.add("batch_normalization_" + norm, new BatchNorm(EPSILON), y);
    }
}
