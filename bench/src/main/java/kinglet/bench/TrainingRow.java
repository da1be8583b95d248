package kinglet.bench;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a case took.
 *
 * @param rivals by name; nothing where none ran
 */
record TrainingRow(TrainingCase of, int threads, Result kinglet, Map<String, Result> rivals) {

    /**
     * Medians over the rounds; the memory is the largest of the rounds, 0 where the system does not say.
     *
     * @param images a second
     */
    record Result(double images, long peakBytes) {}

    /** The fastest of them. */
    Optional<Result> best() {
        return rivals.values().stream().max(Comparator.comparingDouble(Result::images));
    }

    /** How many images Kinglet does in the time of one of the fastest rival's. */
    OptionalDouble speed() {
        return best().stream()
                .mapToDouble(theirs -> kinglet.images() / theirs.images())
                .findFirst();
    }

    /** Kinglet's memory as a share of that of the fastest rival. */
    OptionalDouble memory() {
        return best().stream()
                .filter(theirs -> theirs.peakBytes() > 0 && kinglet.peakBytes() > 0)
                .mapToDouble(theirs -> (double) kinglet.peakBytes() / theirs.peakBytes())
                .findFirst();
    }
}
