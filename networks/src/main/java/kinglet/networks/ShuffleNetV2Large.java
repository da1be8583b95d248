package kinglet.networks;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Concat;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Slice;
import kinglet.graph.Window;

/**
 * SE-ShuffleNetV2-164 with residual (ShuffleNetV2's appendix, table 2) as its authors released it: 3x3 convolutions of 8 groups,
 * squeeze-and-excitation without reduction, and residual branches. The paper's table has other widths and the same cost.
 * Three classifiers that only training reads are left out.
 */
final class ShuffleNetV2Large {
    private static final double EPSILON = 1e-9;
    private static final int GROUPS = 8;
    private static final int LAST = 1280;

    /** A stage: how many units, and the channels of each half of their output. */
    private record Stage(int units, int half, int stride) {}

    private static final List<Stage> STAGES =
            List.of(new Stage(10, 128, 1), new Stage(10, 256, 2), new Stage(23, 512, 2), new Stage(10, 1024, 2));

    static final List<Entry> ENTRIES = List.of(Entry.of(
                    "se_shufflenet_v2_164",
                    "SE-ShuffleNetV2-164 with residual",
                    ShuffleNetV2.PAPER,
                    Preprocessing.raw(256, 224, ChannelOrder.BGR),
                    Labels.IMAGENET,
                    ShuffleNetV2Large::build)
            .weights("megvii-model/ShuffleNet-Series: ShuffleNetV2.Large")
            .published(
                    Published.of("released code (parameters with the classifiers of training)", 224)
                            .params(140.7e6)
                            .multAdds(12.7e9)
                            .accuracy(81.44, 95.52),
                    Published.of("paper, table 6", 224).multAdds(12.7e9).top1(81.44)));

    private ShuffleNetV2Large() {}

    private static Node build(Scope net, Node image, Settings settings) {
        Scope stem = net.in("first_conv");
        Node x = Convolution.of(64, 3).stride(2).epsilon(EPSILON).add(stem, "0", "1", image);
        x = Convolution.of(64, 3).epsilon(EPSILON).add(stem, "3", "4", x);
        x = Convolution.of(128, 3).epsilon(EPSILON).add(stem, "6", "7", x);
        x = net.add(Pool.max(Window.of(3).stride(2)), x);
        int index = 0;
        for (Stage stage : STAGES) {
            for (int i = 0; i < stage.units(); i++) {
                x = unit(net.in("features").in(index++), x, stage, i == 0);
            }
        }
        x = Convolution.of(LAST, 3).epsilon(EPSILON).add(net.in("conv_last"), x);
        return Classifier.of(settings.classes()).dropout(0.2).add(net, "classifier.0", x);
    }

    private static Node unit(Scope scope, Node x, Stage stage, boolean first) {
        int channels = x.shape().channels();
        int stride = first ? stage.stride() : 1;
        Node kept = scope.add(new Slice(0, channels, 2), x);
        Node seen = scope.add(new Slice(1, channels, 2), x);
        Node y = branch(scope.in("branch_main"), seen, stage.half(), stride);
        if (first) {
            kept = Convolution.of(stage.half(), 3)
                    .stride(stride)
                    .epsilon(EPSILON)
                    .linear()
                    .add(scope.in("branch_proj"), kept);
        } else {
            y = scope.add(new Add(), y, seen);
        }
        y = scope.add(Activation.RELU, scope.add(new Concat(), kept, y));
        return stride == 2
                ? Convolution.pointwise(2 * stage.half()).epsilon(EPSILON).add(scope.in("fusion"), y)
                : y;
    }

    private static Node branch(Scope scope, Node x, int channels, int stride) {
        Node y = Convolution.pointwise(channels).epsilon(EPSILON).add(scope, "0", "1", x);
        y = Convolution.group(channels, 3, GROUPS)
                .stride(stride)
                .epsilon(EPSILON)
                .add(scope, "3", "4", y);
        y = Convolution.pointwise(channels).epsilon(EPSILON).linear().add(scope, "6", "7", y);
        return SqueezeExcitation.of(channels).add(scope.in("se"), y);
    }
}
