package kinglet.bench;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import kinglet.bench.PythonTorch.MemoryFormat;

/**
 * What a case took.
 *
 * @param pytorch in each memory format; nothing where it did not run
 */
record TrainingRow(TrainingCase of, int threads, Result kinglet, Map<MemoryFormat, Result> pytorch) {

    /**
     * Medians over the rounds; the memory is the largest of the rounds, 0 where the system does not say.
     *
     * @param images a second
     */
    record Result(double images, long peakBytes) {}

    /** PyTorch in the memory format that is faster. */
    Optional<Result> best() {
        return pytorch.values().stream().max(Comparator.comparingDouble(Result::images));
    }

    /** How many images Kinglet does in the time of one of PyTorch's. */
    OptionalDouble speed() {
        return best().stream()
                .mapToDouble(theirs -> kinglet.images() / theirs.images())
                .findFirst();
    }

    /** Kinglet's memory as a share of PyTorch's. */
    OptionalDouble memory() {
        return best().stream()
                .filter(theirs -> theirs.peakBytes() > 0 && kinglet.peakBytes() > 0)
                .mapToDouble(theirs -> (double) kinglet.peakBytes() / theirs.peakBytes())
                .findFirst();
    }
}
