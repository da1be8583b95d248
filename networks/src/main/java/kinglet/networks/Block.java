package kinglet.networks;

import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * A piece of a network that can be put behind any node: the building blocks of the catalogue, and of networks of your own.
 * The names of its parameters begin with the scope's, and go on as in torchvision's checkpoint of the network it comes from.
 */
@FunctionalInterface
public interface Block {

    /**
     * Adds the block to the network.
     *
     * @param scope where its names belong
     * @param x what it reads
     * @return what it gives
     * @throws kinglet.graph.InvalidNetworkException if it cannot read {@code x}
     */
    Node add(Scope scope, Node x);
}
