package kinglet.lab;

import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.networks.Catalogue;
import kinglet.networks.Classifier;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Stem;

/**
 * A network to be trained beside others, for pictures of 32 x 32 pixels.
 *
 * @param name in tables
 * @param built the network for a number of classes
 */
record TrainedSubject(String name, Built built) {
    static final int SIDE = 32;

    /** How a network is built. */
    @FunctionalInterface
    interface Built {
        Network of(int classes);
    }

    /** What lies between the picture and the classifier. */
    @FunctionalInterface
    interface Trunk {
        Node add(Scope net, Node image);
    }

    /** One of the catalogue as it is. */
    static TrainedSubject catalogue(String name, String id) {
        return new TrainedSubject(name, classes -> Catalogue.entry(id).build(NetworkOptions.NONE.withClasses(classes)));
    }

    /** One of the catalogue, without its first two halvings of the picture. */
    static TrainedSubject small(String name, String id) {
        return small(name, id, NetworkOptions.NONE);
    }

    /** The same, with options. */
    static TrainedSubject small(String name, String id, NetworkOptions options) {
        return new TrainedSubject(
                name,
                classes ->
                        Catalogue.entry(id).build(options.withStem(Stem.CIFAR).withClasses(classes)));
    }

    static TrainedSubject of(String name, Trunk trunk) {
        return new TrainedSubject(name, classes -> {
            Scope net = Scope.of(name);
            Node x = trunk.add(net, net.input(new Shape(3, SIDE, SIDE)));
            return net.build(Classifier.of(classes).add(net.in("classifier"), "1", x));
        });
    }
}
