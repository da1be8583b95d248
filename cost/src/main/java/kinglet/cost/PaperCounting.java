package kinglet.cost;

import kinglet.graph.Node;

/**
 * What the papers of MobileNet, ShuffleNet, EfficientNet and ResNet count, and torchvision's {@code _ops}, and ptflops with its
 * aten backend: multiply-adds of convolutions and fully connected layers, and nothing else.
 */
final class PaperCounting implements Counting {

    @Override
    public long count(Node node) {
        return MultAdds.of(node);
    }
}
