package kinglet.cost;

import kinglet.graph.Node;

/** How one tool, or the papers, count the work of a layer for one image. */
interface Counting {

    long count(Node node);
}
