package kinglet.train;

import java.util.Optional;

/**
 * A head's convolution and its parameters.
 *
 * @param groups that it learns, if it is one of CondenseNet's
 */
record Kernel(Geometry geometry, Learned weight, Learned bias, Optional<LearnedGroups> groups) {

    /** The weights that count; the array is the same at every call. */
    float[] effective() {
        return groups.map(LearnedGroups::effective).orElseGet(weight::values);
    }

    /** Ends the gradient of the weights, once it is that of the loss by those that count. */
    void settleGradient() {
        if (weight.learns()) {
            groups.ifPresent(g -> g.settle(weight.gradient()));
        }
    }
}
