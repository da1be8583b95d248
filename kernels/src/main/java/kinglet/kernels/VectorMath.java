package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Functions of vectors. */
final class VectorMath {

    private static final float LOG2_E = 1.44269504f;
    /** Adding and subtracting it rounds to an integer, which its lowest bits then hold. */
    private static final float ROUND = 12582912f;
    /** ln 2 in two parts, the first with few enough bits that its product with an exponent is exact. */
    private static final float LN2_HIGH = 0.693145751953125f;

    private static final float LN2_LOW = 1.42860677e-6f;

    private VectorMath() {}

    /**
     * exp(x) within 2e-7 of its value for x from -87 to 88; beyond, the value at that bound. The argument is reduced to
     * {@code n ln 2 + r}, exp(r) is its Taylor polynomial of degree 7 (|r| is at most 0.347: remainder 6e-9).
     */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = bounded(x);
        FloatVector shifted = bounded.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), bounded);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(SPECIES, 1 / 5040f), FloatVector.broadcast(SPECIES, 1 / 720f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 120f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 24f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 6f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1 / 2f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    private static FloatVector bounded(FloatVector x) {
        return x.max(-87f).min(88f);
    }

    /** Within 3e-7. */
    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(SPECIES, 1f).div(exp(x.neg()).add(1f));
    }

    /** Within 4e-7, in absolute terms. */
    static FloatVector tanh(FloatVector x) {
        FloatVector power = exp(x.add(x));
        return power.sub(1f).div(power.add(1f));
    }
}
