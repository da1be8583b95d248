package kinglet.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a network is trained. {@link Recipes} has those of the papers.
 *
 * @param id what a person calls it
 * @param source where it is written, and what was chosen here because it is not written there
 * @param learningRate the rate that the schedule multiplies, for batches of {@code batchSize}
 * @param epochs how often every picture is seen
 * @param batchSize pictures a step
 * @param averaging how weights are averaged for evaluation; absent if they are not
 * @param clip the largest norm of all gradients; absent if they are not clipped
 */
public record Recipe(
        String id,
        String source,
        Optimizer optimizer,
        double learningRate,
        Schedule schedule,
        int epochs,
        int batchSize,
        Regularization regularization,
        List<Augmentation> augmentations,
        Optional<Averaging> averaging,
        OptionalDouble clip) {

    public Recipe {
        augmentations = List.copyOf(augmentations);
        Optimizer.check("learning rate", learningRate, 0, Double.POSITIVE_INFINITY);
        Optimizer.check("epochs", epochs, 1, Integer.MAX_VALUE);
        Optimizer.check("batch size", batchSize, 1, Integer.MAX_VALUE);
        clip.ifPresent(norm -> Optimizer.check("clip", norm, Double.MIN_NORMAL, Double.POSITIVE_INFINITY));
    }

    /** The learning rate of a step, from 0. */
    public double rate(long step, int stepsPerEpoch) {
        return learningRate * schedule.factor(step, stepsPerEpoch, epochs);
    }

    /** All that decides what is learned, in one line: two recipes with the same settings train alike. */
    public String settings() {
        return "%s, learning rate %s, %s, %d epochs, batches of %d, %s, %s, averages %s, gradients clipped to %s"
                .formatted(
                        optimizer,
                        learningRate,
                        schedule,
                        epochs,
                        batchSize,
                        regularization,
                        augmentations,
                        averaging.map(Averaging::toString).orElse("none"),
                        clip.isPresent() ? clip.getAsDouble() : "none");
    }

    /** The same recipe for batches of another size, the learning rate scaled in proportion (Goyal et al. 2017, section 2.1). */
    public Recipe scaledToBatch(int size) {
        return withLearningRate(learningRate * size / batchSize).withBatchSize(size);
    }

    /** The same recipe in more or fewer epochs, its schedule stretched with them. */
    public Recipe withEpochs(int count) {
        return with(optimizer, learningRate, schedule.stretched((double) count / epochs), count, batchSize);
    }

    public Recipe withOptimizer(Optimizer other) {
        return with(other, learningRate, schedule, epochs, batchSize);
    }

    public Recipe withLearningRate(double rate) {
        return with(optimizer, rate, schedule, epochs, batchSize);
    }

    public Recipe withSchedule(Schedule other) {
        return with(optimizer, learningRate, other, epochs, batchSize);
    }

    /** Batches of another size at the same learning rate. */
    public Recipe withBatchSize(int size) {
        return with(optimizer, learningRate, schedule, epochs, size);
    }

    public Recipe withRegularization(Regularization other) {
        return with(other, augmentations, averaging, clip);
    }

    public Recipe withAugmentations(List<Augmentation> others) {
        return with(regularization, others, averaging, clip);
    }

    public Recipe withAveraging(Averaging other) {
        return with(regularization, augmentations, Optional.of(other), clip);
    }

    public Recipe withoutAveraging() {
        return with(regularization, augmentations, Optional.empty(), clip);
    }

    public Recipe withClip(double norm) {
        return with(regularization, augmentations, averaging, OptionalDouble.of(norm));
    }

    public Recipe withoutClip() {
        return with(regularization, augmentations, averaging, OptionalDouble.empty());
    }

    private Recipe with(Optimizer optimizer, double learningRate, Schedule schedule, int epochs, int batchSize) {
        return new Recipe(
                id,
                source,
                optimizer,
                learningRate,
                schedule,
                epochs,
                batchSize,
                regularization,
                augmentations,
                averaging,
                clip);
    }

    private Recipe with(
            Regularization regularization,
            List<Augmentation> augmentations,
            Optional<Averaging> averaging,
            OptionalDouble clip) {
        return new Recipe(
                id,
                source,
                optimizer,
                learningRate,
                schedule,
                epochs,
                batchSize,
                regularization,
                augmentations,
                averaging,
                clip);
    }
}
