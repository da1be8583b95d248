package kinglet.networks;

import kinglet.graph.Node;
import kinglet.graph.Scope;

/** How a family's networks are built: the layers behind an input image, up to the logits. */
@FunctionalInterface
interface Architecture {
    Node build(Scope net, Node image, Settings settings);
}
