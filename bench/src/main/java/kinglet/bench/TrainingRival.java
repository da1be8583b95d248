package kinglet.bench;

import java.io.IOException;

/** Who takes part in a comparison of trainings. */
interface TrainingRival {

    /** In tables. */
    String name();

    /**
     * Measures in a process of its own.
     *
     * @throws kinglet.graph.KingletException if it fails
     */
    TrainingMeasurement measure(TrainingCase of, TrainingPace pace) throws IOException;
}
