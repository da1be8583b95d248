package kinglet.train;

import java.util.Optional;

/**
 * A head's convolution and its parameters.
 *
 * @param mask zeros and ones that the weights are multiplied with, of CondenseNet's learned groups
 */
record Kernel(Geometry geometry, Learned weight, Learned bias, Optional<float[]> mask) {

    /** The weights that count. */
    float[] effective() {
        if (mask.isEmpty()) {
            return weight.values();
        }
        float[] masked = weight.values().clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] *= mask.get()[i];
        }
        return masked;
    }

    /** Weights that are masked out get no gradient. */
    void maskGradient() {
        if (mask.isPresent() && weight.learns()) {
            float[] gradient = weight.gradient();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= mask.get()[i];
            }
        }
    }
}
