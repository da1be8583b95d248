package kinglet.networks;

import java.util.List;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/** ResNet for ImageNet: residual learning, in basic blocks or bottlenecks. */
final class ResNet {
    static final Paper PAPER = Paper.arxiv(
            "Deep Residual Learning for Image Recognition", "He, Zhang, Ren and Sun", "CVPR 2016", "1512.03385");
    private static final Paper WIDE =
            Paper.arxiv("Wide Residual Networks", "Zagoruyko and Komodakis", "BMVC 2016", "1605.07146");

    /** The channels of the four stages, inside the blocks. */
    private static final List<Integer> PLANES = List.of(64, 128, 256, 512);

    /** A column of the paper's table 1: how many blocks each stage has. */
    private record Column(int depth, List<Integer> repeats, BlockOf block) {
        Node build(Scope net, Node image, Settings settings) {
            return trunk(net, image, settings, repeats, block);
        }
    }

    private static final Column RESNET18 = new Column(18, List.of(2, 2, 2, 2), ResNet::basic);
    private static final Column RESNET34 = new Column(34, List.of(3, 4, 6, 3), ResNet::basic);
    private static final Column RESNET50 = new Column(50, List.of(3, 4, 6, 3), ResNet::bottleneck);
    private static final Column RESNET101 = new Column(101, List.of(3, 4, 23, 3), ResNet::bottleneck);
    private static final Column RESNET152 = new Column(152, List.of(3, 8, 36, 3), ResNet::bottleneck);
    private static final Column WIDE50 = new Column(50, RESNET50.repeats(), ResNet::wide);

    static final List<Entry> ENTRIES = List.of(
            torchvision(RESNET18)
                    .published(
                            torchvision(1, 11_689_512, 1814, 69.758, 89.078),
                            Published.of("paper, tables 1 and 3 (10 crops)", 224)
                                    .multAdds(1.8e9)
                                    .top1(72.12)),
            torchvision(RESNET34)
                    .published(torchvision(1, 21_797_672, 3664, 73.314, 91.420), tenCrops(3.6e9, 74.97, 92.24)),
            torchvision(RESNET50)
                    .published(
                            torchvision(1, 25_557_032, 4089, 76.130, 92.862),
                            torchvision(2, 25_557_032, 4089, 80.858, 95.434),
                            Published.of("fb.resnet.torch, in ResNeXt's README", 224)
                                    .multAdds(4.1e9)
                                    .top1(76.1)),
            torchvision(RESNET101)
                    .published(
                            torchvision(1, 44_549_160, 7801, 77.374, 93.546),
                            torchvision(2, 44_549_160, 7801, 81.886, 95.780),
                            Published.of("fb.resnet.torch, in ResNeXt's README", 224)
                                    .multAdds(7.8e9)
                                    .top1(78.0)),
            torchvision(RESNET152)
                    .published(
                            torchvision(1, 60_192_808, 11_514, 78.312, 94.046),
                            torchvision(2, 60_192_808, 11_514, 82.284, 96.002)),
            original(RESNET50).published(tenCrops(3.8e9, 77.15, 93.29)),
            original(RESNET101).published(tenCrops(7.6e9, 78.25, 93.95)),
            original(RESNET152).published(tenCrops(11.3e9, 78.57, 94.29)),
            entry("wide_resnet50_2", "Wide ResNet-50-2", WIDE, WIDE50::build)
                    .weights("torchvision: Wide_ResNet50_2_Weights")
                    .published(torchvision(1, 68_883_240, 11_398, 78.468, 94.086)));

    private ResNet() {}

    /** A block of a stage. */
    @FunctionalInterface
    interface BlockOf {
        Block of(int planes, int stride);
    }

    /** 7x7/2, max pool, four stages that halve the image from the second on, and a classifier: ResNeXt's too. */
    static Node trunk(Scope net, Node image, Settings settings, List<Integer> repeats, BlockOf blocks) {
        Strides strides = new Strides(settings.stem());
        int stride = strides.of(2);
        List<Integer> planes = planes(settings.width());
        Node x = Convolution.of(planes.getFirst(), stride == 1 ? 3 : 7)
                .stride(stride)
                .add(net, "conv1", "bn1", image);
        x = strides.of(2) == 1 ? x : net.add(Pool.max(Window.of(3).stride(2)), x);
        return Classifier.of(settings.classes()).add(net, stages(net, x, planes, repeats, blocks));
    }

    private static List<Integer> planes(double width) {
        return PLANES.stream()
                .map(channels -> Channels.divisible(channels * width))
                .toList();
    }

    /** The stages; the first keeps the size of the image, each other begins with stride 2. */
    static Node stages(Scope net, Node image, List<Integer> planes, List<Integer> repeats, BlockOf blocks) {
        Node x = image;
        for (int stage = 0; stage < planes.size(); stage++) {
            for (int i = 0; i < repeats.get(stage); i++) {
                Block block = blocks.of(planes.get(stage), stage > 0 && i == 0 ? 2 : 1);
                x = block.add(net.in("layer" + (stage + 1)).in(i), x);
            }
        }
        return x;
    }

    private static Block basic(int planes, int stride) {
        return BasicBlock.of(planes).stride(stride);
    }

    private static Bottleneck bottleneck(int planes, int stride) {
        return Bottleneck.of(4 * planes).stride(stride);
    }

    private static Block wide(int planes, int stride) {
        return bottleneck(planes, stride).width(2 * planes);
    }

    private static Entry torchvision(Column column) {
        return entry("resnet" + column.depth(), "ResNet-" + column.depth(), PAPER, column::build)
                .weights("torchvision: ResNet%d_Weights".formatted(column.depth()));
    }

    /** As in the paper, with the stride in the first 1x1 convolution of a stage. */
    private static Entry original(Column column) {
        BlockOf block = (planes, stride) -> bottleneck(planes, stride).strideIn(Bottleneck.StrideIn.FIRST_1X1);
        Column v1 = new Column(column.depth(), column.repeats(), block);
        return entry("resnet%d_v1".formatted(v1.depth()), "ResNet-%d v1".formatted(v1.depth()), PAPER, v1::build);
    }

    private static Entry entry(String id, String title, Paper paper, Architecture architecture) {
        return Entry.of(id, title, paper, Preprocessing.torchvision(256, 224), Labels.IMAGENET, architecture)
                .options(NetworkOptions.NONE.withWidth(1).withStem(Stem.IMAGENET));
    }

    static Published torchvision(int version, long params, int megaMultAdds, double top1, double top5) {
        return Published.of("torchvision IMAGENET1K_V" + version + (version == 1 ? "" : " (resize 232)"), 224)
                .params(params)
                .multAdds(megaMultAdds * 1e6)
                .accuracy(top1, top5);
    }

    private static Published tenCrops(double multAdds, double top1, double top5) {
        return Published.of("paper, tables 1 and 3 (10 crops)", 224)
                .multAdds(multAdds)
                .accuracy(top1, top5);
    }
}
