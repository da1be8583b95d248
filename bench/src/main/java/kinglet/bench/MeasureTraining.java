package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import kinglet.graph.KingletException;

/** A process that measures a runtime: runtime, case and pace; prints its {@link TrainingMeasurement} as the last line, in JSON. */
final class MeasureTraining {

    private MeasureTraining() {}

    public static void main(String[] args) throws IOException {
        TrainingCase of = TrainingCase.of(args[1]);
        TrainingPace pace = TrainingPace.of(args, 2);
        try (TrainingPeer training =
                TrainingRuntime.named(args[0]).open(args[0], of.built(), of.batch(), pace.threads())) {
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
