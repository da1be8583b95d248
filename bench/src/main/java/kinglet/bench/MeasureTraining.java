package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import kinglet.graph.KingletException;

/** A process of Kinglet that measures: case and pace; prints its {@link TrainingMeasurement} as the last line, in JSON. */
final class MeasureTraining {

    private MeasureTraining() {}

    public static void main(String[] args) throws IOException {
        TrainingPace pace = TrainingPace.of(args, 1);
        try (KingletTraining training = new KingletTraining(TrainingCase.of(args[0]), pace.threads())) {
            Timing timing = pace.time(training::step);
            System.out.println(JSON.std.asString(new TrainingMeasurement(
                    timing.milliseconds(),
                    timing.runs(),
                    PeakMemory.ofThisProcess().orElse(0),
                    training.parameters(),
                    training.loss())));
        } catch (KingletException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
