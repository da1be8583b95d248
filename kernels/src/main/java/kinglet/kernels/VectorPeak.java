package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Multiply-adds as fast as a core does them: enough independent sums to hide their latency, few enough for 16 registers. */
final class VectorPeak {

    private static final int SUMS = 12;
    private static final float[] RESULT = new float[WIDTH];

    private VectorPeak() {}

    /** Does so many rounds; returns the floating point operations of all. */
    static double multiplyAdds(long rounds) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector y = FloatVector.broadcast(SPECIES, 1f);
        // different, so that the compiler cannot take two for one
        FloatVector s0 = y;
        FloatVector s1 = s0.add(1f);
        FloatVector s2 = s1.add(1f);
        FloatVector s3 = s2.add(1f);
        FloatVector s4 = s3.add(1f);
        FloatVector s5 = s4.add(1f);
        FloatVector s6 = s5.add(1f);
        FloatVector s7 = s6.add(1f);
        FloatVector s8 = s7.add(1f);
        FloatVector s9 = s8.add(1f);
        FloatVector s10 = s9.add(1f);
        FloatVector s11 = s10.add(1f);
        for (int i = 0; i < (int) rounds; i++) {
            s0 = x.fma(y, s0);
            s1 = x.fma(y, s1);
            s2 = x.fma(y, s2);
            s3 = x.fma(y, s3);
            s4 = x.fma(y, s4);
            s5 = x.fma(y, s5);
            s6 = x.fma(y, s6);
            s7 = x.fma(y, s7);
            s8 = x.fma(y, s8);
            s9 = x.fma(y, s9);
            s10 = x.fma(y, s10);
            s11 = x.fma(y, s11);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        low.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).intoArray(RESULT, 0);
        return 2.0 * SUMS * WIDTH * rounds;
    }
}
