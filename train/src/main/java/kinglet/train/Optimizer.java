package kinglet.train;

import java.util.List;

/**
 * A rule that changes parameters by their gradients. The records are configuration; {@link #start} gives the part that remembers.
 * Arithmetic is in single precision, element by element, so any division among threads gives the same bits.
 */
public sealed interface Optimizer permits Sgd, RmsProp, AdamW {

    /** What the rule remembers of every parameter, by name, and the value it begins with. */
    List<Memory> memories();

    /** The rule on one slice of one parameter. */
    void update(Change change);

    /** What the rule remembers: an array as long as the parameter. */
    record Memory(String name, float initial) {}

    /**
     * The values {@code from} to {@code to} of a parameter and of what is remembered of it.
     *
     * @param memory one array for each of {@link #memories}
     * @param step the number of this step, from 1
     * @param rate the learning rate
     * @param decay the weight decay, 0 if this parameter does not decay
     * @param gradientScale what the gradient is multiplied by first, 1 unless it is clipped
     */
    record Change(
            float[] values,
            float[] gradient,
            float[][] memory,
            int from,
            int to,
            long step,
            double rate,
            double decay,
            float gradientScale) {}

    /**
     * The optimizer at work on these parameters.
     *
     * @param weightDecay the factor of each decaying parameter that is added to its gradient (in {@link AdamW}, taken from the
     *     parameter)
     */
    default OptimizerRun start(List<Slot> slots, double weightDecay) {
        return new OptimizerRun(this, slots, weightDecay);
    }

    /** Refuses a setting that no optimizer can have. */
    static void check(String name, double value, double least, double below) {
        if (!(value >= least && value < below)) {
            throw new RecipeException("%s %s is not in [%s, %s)".formatted(name, value, least, below));
        }
    }
}
