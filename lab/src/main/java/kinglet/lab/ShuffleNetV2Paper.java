package kinglet.lab;

import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;

/** What the experiments of ShuffleNetV2's second section have in common. */
final class ShuffleNetV2Paper {
    /** Rows and columns of the maps of its tables. */
    static final int SIDE = 56;

    /** Layers or blocks of a network. */
    static final int STACKED = 10;

    private ShuffleNetV2Paper() {}

    static Source source(String place) {
        return new Source("ShuffleNetV2 (Ma et al. 2018, arXiv 1807.11164)", place);
    }

    static Node input(Scope net, int channels) {
        return net.input(new Shape(channels, SIDE, SIDE));
    }

    static Node pointwise(Scope net, String name, int channels, Node x) {
        return net.add(name, Conv2d.pointwise(channels), x);
    }
}
