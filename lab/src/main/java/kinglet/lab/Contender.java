package kinglet.lab;

import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;

/** A network that is run under a setting. */
record Contender(Model model, Setting setting) {

    /** With weights from a formula, which do not matter for speed. */
    static Model model(Network network) {
        return Model.of(network, FormulaWeights.of(network));
    }
}
