package kinglet.cli;

import java.util.stream.Collectors;
import kinglet.engine.PlannedStep;

/** The names of steps in tables. */
final class Steps {
    private static final int WIDEST = 40;
    private static final String COPY = "(between layouts)";

    private Steps() {}

    /** Every node: {@code conv1 + relu1}. */
    static String name(PlannedStep step) {
        return step.nodes().isEmpty() ? COPY : String.join(" + ", step.nodes());
    }

    /** The first node, of a long name its end, and the ops of the others: {@code conv1 + relu}. */
    static String shown(PlannedStep step) {
        if (step.covers().isEmpty()) {
            return COPY;
        }
        String others = step.covers().stream()
                .skip(1)
                .map(node -> " + " + node.op().label())
                .collect(Collectors.joining());
        return shortened(step.nodes().getFirst()) + others;
    }

    private static String shortened(String name) {
        return name.length() <= WIDEST ? name : ".." + name.substring(name.length() - (WIDEST - 2));
    }
}
