package kinglet.networks;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.Linear;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Node;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Window;

/** AlexNet: the network of 2012, split in two groups for two GPUs; and torchvision's, of "one weird trick". */
final class AlexNet {
    private static final Paper PAPER = Paper.of(
            "ImageNet Classification with Deep Convolutional Neural Networks",
            "Krizhevsky, Sutskever and Hinton",
            "NIPS 2012");
    private static final Paper ONE_WEIRD_TRICK = Paper.arxiv(
            "One weird trick for parallelizing convolutional neural networks", "Krizhevsky", "2014", "1404.5997");

    private static final Pool MAX = Pool.max(Window.of(3).padding(0).stride(2));
    private static final int HIDDEN = 4096;

    /** Section 3.3; the op divides alpha by its size, the paper does not. */
    private static final LocalResponseNorm NORM = new LocalResponseNorm(5, 5 * 1e-4, 0.75, 2);

    static final List<Entry> ENTRIES = List.of(
            Entry.of(
                            "alexnet",
                            "AlexNet",
                            ONE_WEIRD_TRICK,
                            Preprocessing.torchvision(256, 224),
                            Labels.IMAGENET,
                            AlexNet::torchvision)
                    .weights("torchvision: AlexNet_Weights")
                    .published(ResNet.torchvision(1, 61_100_840, 714, 56.522, 79.066)),
            Entry.of(
                            "alexnet_2012",
                            "AlexNet 2012",
                            PAPER,
                            Preprocessing.caffe(256, 227),
                            Labels.IMAGENET,
                            AlexNet::original)
                    .options(NetworkOptions.NONE.withGroups(2))
                    .published(Published.of("Caffe's reference", 227)
                            .params(60_965_224)
                            .multAdds(724_406_816)
                            .accuracy(57.2, 80.3)));

    private AlexNet() {}

    private static Node torchvision(Scope net, Node image, Settings settings) {
        Scope features = net.in("features");
        Node x = conv(features, "0", Conv2d.of(64, 11).stride(4).padding(2), image);
        x = conv(features, "3", Conv2d.of(192, 5), features.add(MAX, x));
        x = conv(features, "6", Conv2d.of(384, 3), features.add(MAX, x));
        x = conv(features, "8", Conv2d.of(256, 3), x);
        x = conv(features, "10", Conv2d.of(256, 3), x);
        x = net.add(new AdaptiveAveragePool(6, 6), features.add(MAX, x));
        Scope classifier = net.in("classifier");
        x = classifier.add(new Dropout(0.5), classifier.add(new Flatten(), x));
        x = classifier.add(Activation.RELU, classifier.add("1", new Linear(HIDDEN, true), x));
        x = classifier.add(new Dropout(0.5), x);
        x = classifier.add(Activation.RELU, classifier.add("4", new Linear(HIDDEN, true), x));
        return classifier.add("6", new Linear(settings.classes(), true), x);
    }

    private static Node original(Scope net, Node image, Settings settings) {
        int groups = settings.groups();
        Node x = conv(net, "conv1", Conv2d.of(96, 11).stride(4).padding(0), image);
        x = net.add(MAX, net.add(NORM, x));
        x = conv(net, "conv2", Conv2d.of(256, 5).groups(groups), x);
        x = net.add(MAX, net.add(NORM, x));
        x = conv(net, "conv3", Conv2d.of(384, 3), x);
        x = conv(net, "conv4", Conv2d.of(384, 3).groups(groups), x);
        x = conv(net, "conv5", Conv2d.of(256, 3).groups(groups), x);
        x = net.add(new Flatten(), net.add(MAX, x));
        x = net.add(Activation.RELU, net.add("fc6", new Linear(HIDDEN, true), x));
        x = net.add(new Dropout(0.5), x);
        x = net.add(Activation.RELU, net.add("fc7", new Linear(HIDDEN, true), x));
        return net.add("fc8", new Linear(settings.classes(), true), net.add(new Dropout(0.5), x));
    }

    private static Node conv(Scope scope, String name, Conv2d conv, Node x) {
        return scope.add(Activation.RELU, scope.add(name, conv.withBias(), x));
    }
}
