package kinglet.lab;

import java.util.List;

/** All experiments. */
public final class Experiments {

    private static final List<Experiment> ALL = List.of();

    private Experiments() {}

    /** In the order in which they are run. */
    public static List<Experiment> all() {
        return ALL;
    }
}
