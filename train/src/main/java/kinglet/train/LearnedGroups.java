package kinglet.train;

import java.util.Arrays;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.train.CondensationReport.Layer;

/**
 * The groups that a pointwise convolution learns in training (CondenseNet, Huang et al. 2018, section 3.1). Output {@code o} belongs to group
 * {@code o mod groups}; each stage takes from every group the inputs that count least in it, until {@code 1 / condensation} of them
 * remain. The mask alone says how far that is.
 */
final class LearnedGroups {
    /** A group's squared weights of one input, below which the group lasso leaves them alone: the authors' code clamps them there. */
    private static final double LEAST = 1e-6;

    private final String name;
    private final int groups;
    private final int condensation;
    private final int inputs;
    private final float[] weights;
    private final float[] mask;
    private final float[] effective;
    private final double lasso;
    private final double[] factors;

    /**
     * @param name of the convolution
     * @param weights {@code [outputs][inputs]}
     * @param mask as long, zeros and ones
     * @param lasso the factor of the group lasso
     */
    LearnedGroups(String name, LearnedGroupConv2d op, int inputs, float[] weights, float[] mask, double lasso) {
        this.name = name;
        this.groups = op.groups();
        this.condensation = op.condensation();
        this.inputs = inputs;
        this.weights = weights;
        this.mask = mask;
        this.lasso = lasso;
        this.effective = new float[weights.length];
        this.factors = new double[groups * inputs];
    }

    /** How often inputs are taken away in all. */
    int stages() {
        return condensation - 1;
    }

    /** How far it is. */
    Layer report() {
        int kept = kept();
        return new Layer(name, (inputs - kept) / (inputs / condensation), stages(), inputs, kept);
    }

    /** How many inputs each group still reads. */
    private int kept() {
        int most = 0;
        for (int group = 0; group < groups; group++) {
            most = Math.max(most, kept(group));
        }
        return most;
    }

    private int kept(int group) {
        int kept = 0;
        for (int j = 0; j < inputs; j++) {
            kept += keeps(group, j) ? 1 : 0;
        }
        return kept;
    }

    /** All outputs of a group have the same mask; its first is looked at. */
    private boolean keeps(int group, int input) {
        return mask[group * inputs + input] != 0;
    }

    /** The weights times the mask; the array is the same at every call. */
    float[] effective() {
        for (int i = 0; i < effective.length; i++) {
            effective[i] = weights[i] * mask[i];
        }
        return effective;
    }

    /**
     * Takes inputs from every group until as many are gone as after so many stages: those with the smallest sums of absolute weights.
     *
     * @return whether any was taken
     */
    boolean condense(int stage) {
        int remaining = inputs - stage * (inputs / condensation);
        boolean changes = kept() > remaining;
        if (changes) {
            double[] importance = importance();
            for (int group = 0; group < groups; group++) {
                for (int kept = kept(group); kept > remaining; kept--) {
                    drop(group, least(group, importance));
                }
            }
        }
        return changes;
    }

    /** For each group and input the sum of the absolute weights. */
    private double[] importance() {
        double[] sums = new double[groups * inputs];
        for (int i = 0; i < weights.length; i++) {
            sums[place(i)] += Math.abs((double) weights[i]);
        }
        return sums;
    }

    /** The group's and the input's of a weight. */
    private int place(int weight) {
        return weight / inputs % groups * inputs + weight % inputs;
    }

    /** Of equal ones the first. */
    private int least(int group, double[] importance) {
        int least = -1;
        for (int j = 0; j < inputs; j++) {
            boolean less = least < 0 || importance[group * inputs + j] < importance[group * inputs + least];
            least = keeps(group, j) && less ? j : least;
        }
        return least;
    }

    private void drop(int group, int input) {
        for (int i = group * inputs + input; i < mask.length; i += groups * inputs) {
            mask[i] = 0;
        }
    }

    /**
     * The group lasso at weights that {@link #effective} gave last: its factor times the sum, over groups and inputs, of the root of the summed
     * squares of the weights; 0 once the last input is taken, because what remains is no longer to be chosen from.
     */
    private void weighLasso() {
        Arrays.fill(factors, 0);
        if (lasso == 0 || kept() <= inputs / condensation) {
            return;
        }
        for (int row = 0; row < effective.length; row += inputs) {
            int of = row / inputs % groups * inputs;
            for (int j = 0; j < inputs; j++) {
                double w = effective[row + j];
                factors[of + j] += w * w;
            }
        }
        for (int i = 0; i < factors.length; i++) {
            factors[i] = factors[i] > LEAST ? lasso / Math.sqrt(factors[i]) : 0;
        }
    }

    /** Makes the gradient of the weights that of the loss and the group lasso; weights that are masked out get none. */
    void settle(float[] gradient) {
        weighLasso();
        for (int row = 0; row < gradient.length; row += inputs) {
            int of = row / inputs % groups * inputs;
            for (int j = 0; j < inputs; j++) {
                int i = row + j;
                gradient[i] = (float) (gradient[i] * mask[i] + factors[of + j] * effective[i]);
            }
        }
    }
}
