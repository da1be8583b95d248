package kinglet.train;

/**
 * How weights are averaged over the steps.
 *
 * @param decay how much of an average is kept at each step, 0.9999 for instance
 * @param warms whether early averages forget faster: the decay of step {@code n} is at most {@code (1 + n) / (10 + n)}
 *     (TensorFlow's {@code num_updates}), which a short training needs
 */
public record Averaging(double decay, boolean warms) {

    public Averaging {
        Optimizer.check("the decay of averages", decay, 0, 1);
    }

    /** The decay of update {@code n}, from 1. */
    public double decayAt(long n) {
        return warms ? Math.min(decay, (1.0 + n) / (10.0 + n)) : decay;
    }
}
