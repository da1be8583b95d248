package kinglet.networks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/**
 * CondenseNet: densely connected layers whose 1x1 convolutions learn their groups.
 *
 * @param layers of each block
 * @param growth of each block's layers
 * @param groups of the convolutions; also the condensation
 * @param light whether a learned convolution halves the channels between blocks, as in the light variants
 * @param stride of the first convolution
 * @param converted whether it is in the form for inference, of which the classifier too reads half of its inputs
 */
record CondenseNet(
        List<Integer> layers, List<Integer> growth, int groups, boolean light, int stride, boolean converted) {

    private static final Paper PAPER = Paper.arxiv(
            "CondenseNet: An Efficient DenseNet using Learned Group Convolutions",
            "Huang et al.",
            "CVPR 2018",
            "1711.09224");

    private static final Preprocessing CIFAR =
            Preprocessing.whole(32, List.of(0.4914, 0.4824, 0.4467), List.of(0.2471, 0.2435, 0.2616));
    private static final String MEASURED = "authors' code (mult-adds with activations and pools)";

    static final List<Entry> ENTRIES = entries();

    Node build(Scope net, Node image, Settings settings) {
        Scope features = net.in("features");
        Node x = features.add("init_conv", Conv2d.of(2 * growth.getFirst(), 3).stride(stride), image);
        for (int block = 0; block < layers.size(); block++) {
            Scope dense = features.in("denseblock_" + (block + 1));
            CondenseLayer layer = new CondenseLayer(growth.get(block), groups, groups, converted);
            for (int i = 1; i <= layers.get(block); i++) {
                x = layer.add(dense.in("denselayer_" + i), x);
            }
            if (block + 1 < layers.size()) {
                x = transition(features.in("transition_" + (block + 1)), layer, x);
            }
        }
        x = features.add(Activation.RELU, features.add("norm_last", new BatchNorm(Convolution.EPSILON), x));
        x = net.add(GlobalPool.AVERAGE, x);
        return converted
                ? net.add(
                        "classifier.linear",
                        new Linear(settings.classes(), true),
                        net.add("classifier", new ChannelSelect(x.shape().channels() / 2), x))
                : net.add("classifier", new Linear(settings.classes(), true), x);
    }

    private Node transition(Scope scope, CondenseLayer layer, Node x) {
        int half = Math.ceilDiv(x.shape().channels(), 2);
        Node y = light ? layer.learned(scope, "conv", Math.ceilDiv(half, groups) * groups, x) : x;
        return scope.add(Pool.average(Window.of(2).stride(2)), y);
    }

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int groups : new int[] {4, 8}) {
            CondenseNet network =
                    new CondenseNet(List.of(4, 6, 8, 10, 8), List.of(8, 16, 32, 64, 128), groups, false, 2, false);
            Published figures = groups == 4
                    ? figures(224, 4.8, 529).accuracy(73.8, 91.7)
                    : figures(224, 2.9, 274).accuracy(71.0, 90.0);
            both(
                    entries,
                    "condensenet_74_g" + groups,
                    "CondenseNet-74 (G=C=%d)".formatted(groups),
                    Preprocessing.torchvision(256, 224),
                    Labels.IMAGENET,
                    network,
                    figures);
        }
        cifar(entries, 50, List.of(8, 16, 32), figures(32, 0.22, 28.6).top1(93.78));
        cifar(entries, 74, List.of(8, 16, 32), figures(32, 0.41, 51.9).top1(94.72));
        cifar(entries, 86, List.of(8, 16, 32), figures(32, 0.52, 65.8).top1(94.94));
        cifar(entries, 98, List.of(8, 16, 32), figures(32, 0.65, 81.3).top1(95.17));
        cifar(entries, 110, List.of(8, 16, 32), figures(32, 0.79, 98.2).top1(95.37));
        cifar(entries, 122, List.of(8, 16, 32), figures(32, 0.95, 116.7).top1(95.52));
        cifar(entries, 182, List.of(12, 24, 48), figures(32, 4.2, 513).top1(96.24));
        both(
                entries,
                "condensenet_light_94_cifar",
                "CondenseNet-light-94 (CIFAR)",
                CIFAR,
                Labels.CIFAR10,
                new CondenseNet(List.of(15, 15, 15), List.of(16, 16, 16), 4, true, 1, false),
                Published.of("paper, table 1", 32)
                        .params(0.33e6)
                        .multAdds(122e6)
                        .top1(95.0));
        return List.copyOf(entries);
    }

    private static void cifar(List<Entry> entries, int depth, List<Integer> growth, Published figures) {
        CondenseNet network = new CondenseNet(Collections.nCopies(3, (depth - 2) / 6), growth, 4, false, 1, false);
        both(
                entries,
                "condensenet_%d_cifar".formatted(depth),
                "CondenseNet-%d (CIFAR)".formatted(depth),
                CIFAR,
                Labels.CIFAR10,
                network,
                figures);
    }

    private static void both(
            List<Entry> entries,
            String id,
            String title,
            Preprocessing preprocessing,
            Labels labels,
            CondenseNet network,
            Published figures) {
        CondenseNet deployed = network.inConvertedForm();
        entries.add(Entry.of(id, title, PAPER, preprocessing, labels, network::build)
                .weights("ShichenLiu/CondenseNet")
                .published(figures));
        entries.add(Entry.of(id + "_converted", title + ", converted", PAPER, preprocessing, labels, deployed::build)
                .weights("ShichenLiu/CondenseNet (converted)")
                .published(figures));
    }

    private CondenseNet inConvertedForm() {
        return new CondenseNet(layers, growth, groups, light, stride, true);
    }

    private static Published figures(int resolution, double millionParams, double megaMultAdds) {
        return Published.of(MEASURED, resolution).params(millionParams * 1e6).multAdds(megaMultAdds * 1e6);
    }
}
