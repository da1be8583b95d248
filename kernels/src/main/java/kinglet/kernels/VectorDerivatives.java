package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** {@link Derivatives} that are not in pieces, over vectors 16 floats apart from the beginning of an array, in place. */
final class VectorDerivatives {

    private static final int STEP = View.LANES;

    private VectorDerivatives() {}

    static void apply(Post post, float[] values, int count) {
        switch (post) {
            case Post.Sigmoid() -> sigmoid(values, powers(values, count, -1, VectorMath.BOUND), count);
            case Post.Swish() -> swish(values, powers(values, count, -1, VectorMath.BOUND), count);
            case Post.Tanh() -> tanh(values, powers(values, count, 2, VectorMath.BOUND / 2), count);
            case Post.Clamp clamp -> throw new IllegalArgumentException("it is in pieces: " + clamp);
            case Post.Leaky leaky -> throw new IllegalArgumentException("it is in pieces: " + leaky);
            case Post.HardSigmoid hardSigmoid -> throw new IllegalArgumentException("it is in pieces: " + hardSigmoid);
            case Post.HardSwish hardSwish -> throw new IllegalArgumentException("it is in pieces: " + hardSwish);
            case Post.Add(View residual) -> throw new IllegalArgumentException("a sum is no activation: " + residual);
        }
    }

    /** exp(factor x), vectors side by side. */
    private static float[] powers(float[] values, int count, float factor, float bound) {
        float[] powers = Scratch.own().inputs(0, count * WIDTH);
        VectorMath.exp(values, 0, count, factor, bound, powers);
        return powers;
    }

    /** With p = exp(-x) it is {@code p / (1 + p)^2}; the product in this order does not overflow. */
    private static void sigmoid(float[] values, float[] powers, int count) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < count; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, powers, i * WIDTH);
            FloatVector q = one.div(p.add(1f));
            p.mul(q).mul(q).intoArray(values, i * STEP);
        }
    }

    /** {@code s (1 + x (1 - s))}, where s is the sigmoid and {@code 1 - s = p s}. */
    private static void swish(float[] values, float[] powers, int count) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < count; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, powers, i * WIDTH);
            FloatVector x = FloatVector.fromArray(SPECIES, values, i * STEP);
            FloatVector q = one.div(p.add(1f));
            p.mul(q).fma(x, one).mul(q).intoArray(values, i * STEP);
        }
    }

    /** With p = exp(2x) it is {@code 4 p / (1 + p)^2}. */
    private static void tanh(float[] values, float[] powers, int count) {
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        for (int i = 0; i < count; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, powers, i * WIDTH);
            FloatVector q = two.div(p.add(1f));
            p.mul(q).mul(q).intoArray(values, i * STEP);
        }
    }
}
