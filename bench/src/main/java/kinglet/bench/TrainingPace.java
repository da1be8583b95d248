package kinglet.bench;

import java.util.List;

/**
 * How a training is measured.
 *
 * @param threads that compute
 * @param warmUp seconds of a turn of warm-up, of which there are as many as make it faster
 * @param seconds that are measured
 */
record TrainingPace(int threads, double warmUp, double seconds) {

    /** Reads {@link #arguments}, from one of them on. */
    static TrainingPace of(String[] arguments, int from) {
        return new TrainingPace(
                Integer.parseInt(arguments[from]),
                Double.parseDouble(arguments[from + 1]),
                Double.parseDouble(arguments[from + 2]));
    }

    /** For the process that measures. */
    List<String> arguments() {
        return List.of("" + threads, "" + warmUp, "" + seconds);
    }

    Timing time(Runnable step) {
        return Timing.of(step, warmUp, seconds);
    }
}
