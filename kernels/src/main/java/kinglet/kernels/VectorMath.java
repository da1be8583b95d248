package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function and its kin. They work on arrays, not on a vector: as a method that takes and returns a vector, exp grows beyond
 * what C2 inlines once it is compiled by itself, and every vector is boxed on the way (5 times slower, by chance of compilation order).
 */
final class VectorMath {

    private static final int STEP = View.LANES;
    /** log2(e) in two parts. */
    private static final float LOG2_E = 1.442695f;

    private static final float LOG2_E_LOW = 1.925963e-8f;
    /** Adding and subtracting it rounds to an integer, which its lowest bits then hold. */
    private static final float ROUND = 12582912f;

    /** exp of it, and of its opposite, is a normal number. */
    static final float BOUND = 87f;

    private VectorMath() {}

    /**
     * exp(factor x) of vectors 16 floats apart into vectors side by side; within 2e-7 of its value for x within the bounds, and beyond the
     * value there. The argument is written as {@code (n + r) / log2(e)}, where |r| is at most 0.5; 2^r is a polynomial of degree 6, the best
     * one with the value 1 at 0 (2e-9). The bounds are two integer instructions where the float ones take twelve: as unsigned numbers the
     * bits of negative floats follow those of the others, in order of size; as signed ones those of the others are in order.
     *
     * @param factor a whole number
     * @param bound of |x|; its product with the factor is at most {@link #BOUND}
     */
    static void exp(float[] a, int from, int count, float factor, float bound, float[] into) {
        int lowest = Float.floatToIntBits(-bound);
        int highest = Float.floatToIntBits(bound);
        float log2 = factor * LOG2_E;
        float log2Low = factor * LOG2_E_LOW;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < count; i++) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, from + i * STEP)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.UMIN, lowest)
                    .min(highest)
                    .reinterpretAsFloats();
            FloatVector high = FloatVector.broadcast(SPECIES, log2);
            FloatVector shifted = x.fma(high, FloatVector.broadcast(SPECIES, ROUND));
            FloatVector r = x.fma(high, FloatVector.broadcast(SPECIES, ROUND).sub(shifted));
            r = x.fma(FloatVector.broadcast(SPECIES, log2Low), r);
            FloatVector p =
                    r.fma(FloatVector.broadcast(SPECIES, 1.5353362e-4f), FloatVector.broadcast(SPECIES, 1.3398875e-3f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 9.618437e-3f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 5.5503325e-2f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 0.24022648f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 0.6931472f));
            p = p.fma(r, one);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            p.reinterpretAsInts().add(exponent).reinterpretAsFloats().intoArray(into, i * WIDTH);
        }
    }

    private static float[] powers(float[] a, int from, int count, float factor, float bound) {
        float[] powers = Scratch.own().inputs(0, count * WIDTH);
        exp(a, from, count, factor, bound, powers);
        return powers;
    }

    /** Sigmoid of vectors 16 floats apart, within 3e-7. */
    static void sigmoid(float[] a, int from, int count) {
        float[] powers = powers(a, from, count, -1, BOUND);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < count; i++) {
            one.div(FloatVector.fromArray(SPECIES, powers, i * WIDTH).add(1f)).intoArray(a, from + i * STEP);
        }
    }

    /** {@code x sigmoid(x)}, within 3e-7 of its value. */
    static void swish(float[] a, int from, int count) {
        float[] powers = powers(a, from, count, -1, BOUND);
        for (int i = 0; i < count; i++) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, from + i * STEP);
            x.div(FloatVector.fromArray(SPECIES, powers, i * WIDTH).add(1f)).intoArray(a, from + i * STEP);
        }
    }

    /** Hyperbolic tangent, within 4e-7 in absolute terms. */
    static void tanh(float[] a, int from, int count) {
        float[] powers = powers(a, from, count, 2, BOUND / 2);
        for (int i = 0; i < count; i++) {
            FloatVector power = FloatVector.fromArray(SPECIES, powers, i * WIDTH);
            power.sub(1f).div(power.add(1f)).intoArray(a, from + i * STEP);
        }
    }
}
