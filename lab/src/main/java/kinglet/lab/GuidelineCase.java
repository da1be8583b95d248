package kinglet.lab;

import java.util.List;
import java.util.function.IntFunction;
import kinglet.graph.Network;

/**
 * A row of one of the guidelines' tables.
 *
 * @param label as the paper has it: {@code 1:2}
 * @param network at a multiple of the paper's channels
 * @param published speeds at the experiment's multiples, in order
 */
record GuidelineCase(String label, IntFunction<Network> network, List<Double> published) {

    static GuidelineCase of(String label, IntFunction<Network> network, Double... published) {
        return new GuidelineCase(label, network, List.of(published));
    }
}
