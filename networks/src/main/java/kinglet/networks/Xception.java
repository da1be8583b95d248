package kinglet.networks;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/** Xception: residual modules of separable convolutions. Names and padding are those of timm's {@code legacy_xception}. */
final class Xception {
    private static final Paper PAPER = Paper.arxiv(
            "Xception: Deep Learning with Depthwise Separable Convolutions", "Chollet", "CVPR 2017", "1610.02357");

    /** A residual module of the paper's figure 5: separable convolutions to these channels; one that shrinks ends in a pool. */
    private record Module(List<Integer> channels, boolean shrinks) {}

    private static final Module MIDDLE = new Module(List.of(728, 728, 728), false);

    private static final List<Module> MODULES = List.of(
            // entry flow
            new Module(List.of(128, 128), true),
            new Module(List.of(256, 256), true),
            new Module(List.of(728, 728), true),
            // middle flow
            MIDDLE,
            MIDDLE,
            MIDDLE,
            MIDDLE,
            MIDDLE,
            MIDDLE,
            MIDDLE,
            MIDDLE,
            // exit flow
            new Module(List.of(728, 1024), true));

    private static final Pool HALVE = Pool.max(Window.of(3).stride(2));

    static final List<Entry> ENTRIES = List.of(
            Entry.of("xception", "Xception", PAPER, Preprocessing.tensorflow(299), Labels.IMAGENET, Xception::build)
                    .weights("timm: legacy_xception.tf_in1k")
                    .published(
                            Published.of("paper, tables 1 and 3", 299)
                                    .params(22_855_952)
                                    .accuracy(79.0, 94.5),
                            Published.of("timm legacy_xception.tf_in1k", 299)
                                    .params(22.86e6)
                                    .accuracy(79.058, 94.396)));

    private Xception() {}

    private static Node build(Scope net, Node image, Settings settings) {
        Node x = Convolution.of(32, 3).stride(2).padding(0).add(net, "conv1", "bn1", image);
        x = Convolution.of(64, 3).padding(0).add(net, "conv2", "bn2", x);
        for (int i = 0; i < MODULES.size(); i++) {
            x = module(net.in("block" + (i + 1)), x, MODULES.get(i), i > 0);
        }
        x = net.add(Activation.RELU, separable(net, "conv3", "bn3", 1536, x));
        x = net.add(Activation.RELU, separable(net, "conv4", "bn4", 2048, x));
        return Classifier.of(settings.classes()).add(net, x);
    }

    private static Node module(Scope scope, Node x, Module module, boolean startsWithRelu) {
        Scope rep = scope.in("rep");
        Node y = x;
        int layer = 0;
        for (int channels : module.channels()) {
            if (layer > 0 || startsWithRelu) {
                y = rep.add(Activation.RELU, y);
                layer++;
            }
            y = separable(rep, Integer.toString(layer), Integer.toString(layer + 1), channels, y);
            layer += 2;
        }
        if (!module.shrinks()) {
            return scope.add(new Add(), y, x);
        }
        Node skip = Convolution.pointwise(module.channels().getLast())
                .stride(2)
                .linear()
                .add(scope, "skip", "skipbn", x);
        return scope.add(new Add(), rep.add(HALVE, y), skip);
    }

    private static Node separable(Scope scope, String name, String norm, int out, Node x) {
        Node y = new SeparableConvolution(out, 3, Padding.symmetric(1, 1)).add(scope.in(name), x);
        return scope.add(norm, new BatchNorm(Convolution.EPSILON), y);
    }
}
