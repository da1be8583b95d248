package kinglet.networks;

import java.util.List;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/** ResNeXt: bottlenecks of many equal paths, written as grouped convolutions (form C). */
final class ResNeXt {
    private static final Paper PAPER = Paper.arxiv(
            "Aggregated Residual Transformations for Deep Neural Networks", "Xie et al.", "CVPR 2017", "1611.05431");
    private static final Preprocessing CIFAR =
            Preprocessing.whole(32, List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616));

    /** Blocks of each stage. */
    private static final List<Integer> RESNEXT50 = List.of(3, 4, 6, 3);

    private static final List<Integer> RESNEXT101 = List.of(3, 4, 23, 3);
    private static final List<Integer> RESNEXT29 = List.of(3, 3, 3);

    private static final List<Integer> CIFAR_PLANES = List.of(64, 128, 256);

    /** The paper's name for a width: {@code 32x4d} is 32 paths of 4 channels in the first stage. */
    private record Paths(int cardinality, int width) {
        Block block(int planes, int stride) {
            return ResNeXtBottleneck.of(cardinality, width * planes / 64, 4 * planes)
                    .stride(stride);
        }

        @Override
        public String toString() {
            return cardinality + "x" + width + "d";
        }
    }

    static final List<Entry> ENTRIES = List.of(
            imagenet(50, RESNEXT50, new Paths(32, 4))
                    .weights("torchvision: ResNeXt50_32X4D_Weights")
                    .published(
                            ResNet.torchvision(1, 25_028_904, 4230, 77.618, 93.698),
                            ResNet.torchvision(2, 25_028_904, 4230, 81.198, 95.340),
                            paper("table 3", 25e6, 4.1e9).top1(77.8)),
            imagenet(101, RESNEXT101, new Paths(32, 8))
                    .weights("torchvision: ResNeXt101_32X8D_Weights")
                    .published(
                            ResNet.torchvision(1, 88_791_336, 16_414, 79.312, 94.526),
                            ResNet.torchvision(2, 88_791_336, 16_414, 82.834, 96.228)),
            imagenet(101, RESNEXT101, new Paths(64, 4))
                    .weights("torchvision: ResNeXt101_64X4D_Weights")
                    .published(
                            Published.of("torchvision IMAGENET1K_V1 (resize 232)", 224)
                                    .params(83_455_272)
                                    .multAdds(15_460e6)
                                    .accuracy(83.246, 96.454),
                            Published.of("paper, table 4", 224).multAdds(15e9).accuracy(79.6, 94.7)),
            imagenet(101, RESNEXT101, new Paths(32, 4))
                    .weights("timm: resnext101_32x4d.gluon_in1k")
                    .published(paper("tables 3 and 4", 44e6, 7.8e9).accuracy(78.8, 94.4)),
            imagenet(50, RESNEXT50, new Paths(2, 40))
                    .published(paper("table 3", 25e6, 4.1e9).top1(77.0)),
            imagenet(50, RESNEXT50, new Paths(4, 24))
                    .published(paper("table 3", 25e6, 4.1e9).top1(77.4)),
            imagenet(50, RESNEXT50, new Paths(8, 14))
                    .published(paper("table 3", 25e6, 4.1e9).top1(77.7)),
            imagenet(101, RESNEXT101, new Paths(2, 64))
                    .published(
                            Published.of("paper, table 4", 224).multAdds(15e9).accuracy(79.3, 94.5)),
            cifar(new Paths(8, 64), 34.4e6, 96.35),
            cifar(new Paths(16, 64), 68.1e6, 96.42));

    private ResNeXt() {}

    private static Entry imagenet(int depth, List<Integer> repeats, Paths paths) {
        return Entry.of(
                        "resnext%d_%s".formatted(depth, paths),
                        "ResNeXt-%d %s".formatted(depth, paths),
                        PAPER,
                        Preprocessing.torchvision(256, 224),
                        Labels.IMAGENET,
                        (net, image, settings) -> ResNet.trunk(net, image, settings, repeats, paths::block))
                .options(NetworkOptions.NONE.withStem(Stem.IMAGENET));
    }

    private static Entry cifar(Paths paths, double params, double top1) {
        return Entry.of(
                        "resnext29_%s_cifar".formatted(paths),
                        "ResNeXt-29 %s (CIFAR)".formatted(paths),
                        PAPER,
                        CIFAR,
                        Labels.CIFAR10,
                        (net, image, settings) -> cifar(net, image, settings, paths))
                .published(Published.of("paper, table 7 (CIFAR-10)", 32)
                        .params(params)
                        .top1(top1));
    }

    private static Node cifar(Scope net, Node image, Settings settings, Paths paths) {
        Node x = Convolution.of(64, 3).add(net, "conv1", "bn1", image);
        x = ResNet.stages(net, x, CIFAR_PLANES, RESNEXT29, paths::block);
        return Classifier.of(settings.classes()).add(net, x);
    }

    private static Published paper(String table, double params, double multAdds) {
        return Published.of("paper, " + table, 224).params(params).multAdds(multAdds);
    }
}
