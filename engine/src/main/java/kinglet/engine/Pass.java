package kinglet.engine;

import kinglet.graph.Model;

/** A rewriting of a network and its weights that leaves its results as they are. */
interface Pass {

    Model apply(Model model);
}
