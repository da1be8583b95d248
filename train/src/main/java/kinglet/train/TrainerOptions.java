package kinglet.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import kinglet.graph.Weights;

/**
 * How a training goes, besides its recipe.
 *
 * @param threads that compute
 * @param seed of all that is random
 * @param normMomentum the share of a batch in the running statistics of norms
 * @param learns which parameters learn, by name
 * @param frozenNorms which norms keep their statistics, by the name of the node
 * @param evaluation the accuracy of weights on pictures that are never trained on, after each epoch
 * @param checkpoint where the training is kept, and taken up from if it is there
 * @param every how long at most between two checkpoints
 * @param recomputes whether the largest values are computed once more on the way back instead of kept
 */
public record TrainerOptions(
        int threads,
        long seed,
        double normMomentum,
        Predicate<String> learns,
        Predicate<String> frozenNorms,
        Optional<ToDoubleFunction<Weights>> evaluation,
        Optional<Path> checkpoint,
        Duration every,
        boolean recomputes) {

    /** Everything learns, on all cores; nothing is evaluated or kept. */
    public static final TrainerOptions DEFAULTS = new TrainerOptions(
            Runtime.getRuntime().availableProcessors(),
            0,
            0.1,
            _ -> true,
            _ -> false,
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(5),
            false);

    public TrainerOptions withThreads(int count) {
        return new TrainerOptions(
                count, seed, normMomentum, learns, frozenNorms, evaluation, checkpoint, every, recomputes);
    }

    public TrainerOptions withSeed(long number) {
        return new TrainerOptions(
                threads, number, normMomentum, learns, frozenNorms, evaluation, checkpoint, every, recomputes);
    }

    public TrainerOptions withNormMomentum(double share) {
        return new TrainerOptions(threads, seed, share, learns, frozenNorms, evaluation, checkpoint, every, recomputes);
    }

    public TrainerOptions withLearning(Predicate<String> parameters, Predicate<String> norms) {
        return new TrainerOptions(
                threads, seed, normMomentum, parameters, norms, evaluation, checkpoint, every, recomputes);
    }

    public TrainerOptions withEvaluation(ToDoubleFunction<Weights> accuracy) {
        return new TrainerOptions(
                threads, seed, normMomentum, learns, frozenNorms, Optional.of(accuracy), checkpoint, every, recomputes);
    }

    public TrainerOptions withCheckpoint(Path file, Duration atMost) {
        return new TrainerOptions(
                threads, seed, normMomentum, learns, frozenNorms, evaluation, Optional.of(file), atMost, recomputes);
    }

    public TrainerOptions withRecomputation(boolean again) {
        return new TrainerOptions(
                threads, seed, normMomentum, learns, frozenNorms, evaluation, checkpoint, every, again);
    }
}
