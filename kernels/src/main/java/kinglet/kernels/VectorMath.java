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
    private static final float LOG2_E = 1.44269504f;
    /** Adding and subtracting it rounds to an integer, which its lowest bits then hold. */
    private static final float ROUND = 12582912f;
    /** ln 2 in two parts, the first with few enough bits that its product with an exponent is exact. */
    private static final float LN2_HIGH = 0.693145751953125f;

    private static final float LN2_LOW = 1.42860677e-6f;
    private static final int LOWEST = Float.floatToIntBits(-87f);
    private static final int HIGHEST = Float.floatToIntBits(88f);

    private VectorMath() {}

    /**
     * exp(factor x) of vectors 16 floats apart into vectors side by side; within 2e-7 of its value for arguments from -87 to 88, and beyond the value at
     * that bound. The argument is reduced to {@code n ln 2 + r}, where |r| is at most 0.347; exp(r) is its Taylor polynomial of
     * degree 7 (remainder 6e-9). The bounds are two integer instructions where the float ones take twelve: as unsigned numbers the
     * bits of negative floats follow those of the others, in order of size; as signed ones those of the others are in order.
     */
    static void exp(float[] a, int from, int count, float factor, float[] into) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < count; i++) {
            IntVector bits = FloatVector.fromArray(SPECIES, a, from + i * STEP)
                    .mul(factor)
                    .reinterpretAsInts();
            FloatVector x =
                    bits.lanewise(VectorOperators.UMIN, LOWEST).min(HIGHEST).reinterpretAsFloats();
            FloatVector shifted = x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
            r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            FloatVector p = r.fma(FloatVector.broadcast(SPECIES, 1 / 5040f), FloatVector.broadcast(SPECIES, 1 / 720f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 120f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 24f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 6f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 2f));
            p = p.fma(r, one).fma(r, one);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            p.reinterpretAsInts().add(exponent).reinterpretAsFloats().intoArray(into, i * WIDTH);
        }
    }

    private static float[] powers(float[] a, int from, int count, float factor) {
        float[] powers = Scratch.own().inputs(0, count * WIDTH);
        exp(a, from, count, factor, powers);
        return powers;
    }

    /** Sigmoid of vectors 16 floats apart, within 3e-7. */
    static void sigmoid(float[] a, int from, int count) {
        float[] powers = powers(a, from, count, -1);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < count; i++) {
            one.div(FloatVector.fromArray(SPECIES, powers, i * WIDTH).add(1f)).intoArray(a, from + i * STEP);
        }
    }

    /** {@code x sigmoid(x)}, within 3e-7 of its value. */
    static void swish(float[] a, int from, int count) {
        float[] powers = powers(a, from, count, -1);
        for (int i = 0; i < count; i++) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, from + i * STEP);
            x.div(FloatVector.fromArray(SPECIES, powers, i * WIDTH).add(1f)).intoArray(a, from + i * STEP);
        }
    }

    /** Hyperbolic tangent, within 4e-7 in absolute terms. */
    static void tanh(float[] a, int from, int count) {
        float[] powers = powers(a, from, count, 2);
        for (int i = 0; i < count; i++) {
            FloatVector power = FloatVector.fromArray(SPECIES, powers, i * WIDTH);
            power.sub(1f).div(power.add(1f)).intoArray(a, from + i * STEP);
        }
    }
}
