package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A runtime in a Java process.
 *
 * @param name that {@link TrainingRuntime#named} finds it by
 * @param options more JVM options
 */
record JavaRival(String name, List<String> options) implements TrainingRival {

    @Override
    public TrainingMeasurement measure(TrainingCase of, TrainingPace pace) throws IOException {
        List<String> jvmOptions = new ArrayList<>(TrainingRuntime.named(name).jvmOptions());
        jvmOptions.addAll(options);
        List<String> arguments = new ArrayList<>(List.of(name, of.written()));
        arguments.addAll(pace.arguments());
        return JSON.std.beanFrom(
                TrainingMeasurement.class, FreshProcess.run(MeasureTraining.class, jvmOptions, arguments));
    }
}
