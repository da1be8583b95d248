package kinglet.train;

import java.util.function.Predicate;

/**
 * How a network learns.
 *
 * @param batch images of a step
 * @param threads that compute; results do not depend on them
 * @param normMomentum the share of a batch in the running statistics of a norm: 0.1 in PyTorch, 0.01 in TensorFlow's MobileNets
 * @param learns which parameters learn, by name
 * @param frozenNorms which norms use their running statistics and keep them, by the name of the node
 * @param decayed which parameters weight decay draws to zero
 * @param labelSmoothing the share of the target that is spread over all classes (Szegedy et al. 2016, section 7)
 * @param groupLasso the factor of the group lasso on learned group convolutions (CondenseNet, section 3.1)
 * @param seed of what is dropped at random
 * @param recomputes whether the largest values are computed once more on the way back instead of kept: less memory, more time, the same bits
 */
public record LearnerOptions(
        int batch,
        int threads,
        double normMomentum,
        Predicate<String> learns,
        Predicate<String> frozenNorms,
        Decayed decayed,
        double labelSmoothing,
        double groupLasso,
        long seed,
        boolean recomputes) {

    /** Every parameter learns, on all cores. */
    public static LearnerOptions of(int batch) {
        return new LearnerOptions(
                batch,
                Runtime.getRuntime().availableProcessors(),
                0.1,
                _ -> true,
                _ -> false,
                Decayed.WEIGHTS,
                0,
                0,
                0,
                false);
    }

    public LearnerOptions {
        if (batch < 1 || threads < 1) {
            throw new TrainingException(
                    "a step takes at least one image and one thread, not %d and %d".formatted(batch, threads));
        }
        if (!(normMomentum > 0 && normMomentum <= 1)) {
            throw new TrainingException(
                    "the momentum of norms is above 0 and at most 1, not %s; PyTorch's is 0.1".formatted(normMomentum));
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new TrainingException("label smoothing is at least 0 and below 1, not " + labelSmoothing);
        }
        if (!(groupLasso >= 0 && groupLasso < 1)) {
            throw new TrainingException("the group lasso is at least 0 and below 1, not " + groupLasso);
        }
    }

    public LearnerOptions withThreads(int count) {
        return new LearnerOptions(
                batch, count, normMomentum, learns, frozenNorms, decayed, labelSmoothing, groupLasso, seed, recomputes);
    }

    public LearnerOptions withNormMomentum(double share) {
        return new LearnerOptions(
                batch, threads, share, learns, frozenNorms, decayed, labelSmoothing, groupLasso, seed, recomputes);
    }

    public LearnerOptions withLearning(Predicate<String> parameters) {
        return new LearnerOptions(
                batch,
                threads,
                normMomentum,
                parameters,
                frozenNorms,
                decayed,
                labelSmoothing,
                groupLasso,
                seed,
                recomputes);
    }

    public LearnerOptions withFrozenNorms(Predicate<String> norms) {
        return new LearnerOptions(
                batch, threads, normMomentum, learns, norms, decayed, labelSmoothing, groupLasso, seed, recomputes);
    }

    public LearnerOptions withLabelSmoothing(double share) {
        return new LearnerOptions(
                batch, threads, normMomentum, learns, frozenNorms, decayed, share, groupLasso, seed, recomputes);
    }

    public LearnerOptions withGroupLasso(double factor) {
        return new LearnerOptions(
                batch, threads, normMomentum, learns, frozenNorms, decayed, labelSmoothing, factor, seed, recomputes);
    }

    public LearnerOptions withSeed(long number) {
        return new LearnerOptions(
                batch,
                threads,
                normMomentum,
                learns,
                frozenNorms,
                decayed,
                labelSmoothing,
                groupLasso,
                number,
                recomputes);
    }

    public LearnerOptions withDecayed(Decayed which) {
        return new LearnerOptions(
                batch, threads, normMomentum, learns, frozenNorms, which, labelSmoothing, groupLasso, seed, recomputes);
    }

    public LearnerOptions withRecomputation(boolean again) {
        return new LearnerOptions(
                batch, threads, normMomentum, learns, frozenNorms, decayed, labelSmoothing, groupLasso, seed, again);
    }
}
