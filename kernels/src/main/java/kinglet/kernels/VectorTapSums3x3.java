package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The sums of {@link VectorTapSums} for a filter of 3x3, by runs of 4 pixels, whose taps share what they read. {@code runs} has each run's place relative to
 * the first pixel, in the input and in the gradient; the pixels of the gradient lie {@code step} floats apart. Written by
 * {@code GradientKernelGenerator}.
 */
final class VectorTapSums3x3 {

    private VectorTapSums3x3() {}

    static void stride1(float[] a, int[] runs, int x0, int x1, int x2, int z, int step, float[] sums, int at) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + 3 * WIDTH);
        FloatVector s4 = FloatVector.fromArray(SPECIES, sums, at + 4 * WIDTH);
        FloatVector s5 = FloatVector.fromArray(SPECIES, sums, at + 5 * WIDTH);
        FloatVector s6 = FloatVector.fromArray(SPECIES, sums, at + 6 * WIDTH);
        FloatVector s7 = FloatVector.fromArray(SPECIES, sums, at + 7 * WIDTH);
        FloatVector s8 = FloatVector.fromArray(SPECIES, sums, at + 8 * WIDTH);
        for (int i = 0; i < runs.length; i += 2) {
            int p = runs[i];
            int q = runs[i + 1] + z;
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, q);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, q + step);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, q + 2 * step);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, q + 3 * step);
            FloatVector v;
            v = FloatVector.fromArray(SPECIES, a, p + x0);
            s0 = v.fma(d0, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 16);
            s1 = v.fma(d0, s1);
            s0 = v.fma(d1, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 32);
            s2 = v.fma(d0, s2);
            s1 = v.fma(d1, s1);
            s0 = v.fma(d2, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 48);
            s2 = v.fma(d1, s2);
            s1 = v.fma(d2, s1);
            s0 = v.fma(d3, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 64);
            s2 = v.fma(d2, s2);
            s1 = v.fma(d3, s1);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 80);
            s2 = v.fma(d3, s2);
            v = FloatVector.fromArray(SPECIES, a, p + x1);
            s3 = v.fma(d0, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 16);
            s4 = v.fma(d0, s4);
            s3 = v.fma(d1, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 32);
            s5 = v.fma(d0, s5);
            s4 = v.fma(d1, s4);
            s3 = v.fma(d2, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 48);
            s5 = v.fma(d1, s5);
            s4 = v.fma(d2, s4);
            s3 = v.fma(d3, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 64);
            s5 = v.fma(d2, s5);
            s4 = v.fma(d3, s4);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 80);
            s5 = v.fma(d3, s5);
            v = FloatVector.fromArray(SPECIES, a, p + x2);
            s6 = v.fma(d0, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 16);
            s7 = v.fma(d0, s7);
            s6 = v.fma(d1, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 32);
            s8 = v.fma(d0, s8);
            s7 = v.fma(d1, s7);
            s6 = v.fma(d2, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 48);
            s8 = v.fma(d1, s8);
            s7 = v.fma(d2, s7);
            s6 = v.fma(d3, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 64);
            s8 = v.fma(d2, s8);
            s7 = v.fma(d3, s7);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 80);
            s8 = v.fma(d3, s8);
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + WIDTH);
        s2.intoArray(sums, at + 2 * WIDTH);
        s3.intoArray(sums, at + 3 * WIDTH);
        s4.intoArray(sums, at + 4 * WIDTH);
        s5.intoArray(sums, at + 5 * WIDTH);
        s6.intoArray(sums, at + 6 * WIDTH);
        s7.intoArray(sums, at + 7 * WIDTH);
        s8.intoArray(sums, at + 8 * WIDTH);
    }

    static void stride2(float[] a, int[] runs, int x0, int x1, int x2, int z, int step, float[] sums, int at) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + 3 * WIDTH);
        FloatVector s4 = FloatVector.fromArray(SPECIES, sums, at + 4 * WIDTH);
        FloatVector s5 = FloatVector.fromArray(SPECIES, sums, at + 5 * WIDTH);
        FloatVector s6 = FloatVector.fromArray(SPECIES, sums, at + 6 * WIDTH);
        FloatVector s7 = FloatVector.fromArray(SPECIES, sums, at + 7 * WIDTH);
        FloatVector s8 = FloatVector.fromArray(SPECIES, sums, at + 8 * WIDTH);
        for (int i = 0; i < runs.length; i += 2) {
            int p = runs[i];
            int q = runs[i + 1] + z;
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, q);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, q + step);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, q + 2 * step);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, q + 3 * step);
            FloatVector v;
            v = FloatVector.fromArray(SPECIES, a, p + x0);
            s0 = v.fma(d0, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 16);
            s1 = v.fma(d0, s1);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 32);
            s2 = v.fma(d0, s2);
            s0 = v.fma(d1, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 48);
            s1 = v.fma(d1, s1);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 64);
            s2 = v.fma(d1, s2);
            s0 = v.fma(d2, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 80);
            s1 = v.fma(d2, s1);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 96);
            s2 = v.fma(d2, s2);
            s0 = v.fma(d3, s0);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 112);
            s1 = v.fma(d3, s1);
            v = FloatVector.fromArray(SPECIES, a, p + x0 + 128);
            s2 = v.fma(d3, s2);
            v = FloatVector.fromArray(SPECIES, a, p + x1);
            s3 = v.fma(d0, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 16);
            s4 = v.fma(d0, s4);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 32);
            s5 = v.fma(d0, s5);
            s3 = v.fma(d1, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 48);
            s4 = v.fma(d1, s4);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 64);
            s5 = v.fma(d1, s5);
            s3 = v.fma(d2, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 80);
            s4 = v.fma(d2, s4);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 96);
            s5 = v.fma(d2, s5);
            s3 = v.fma(d3, s3);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 112);
            s4 = v.fma(d3, s4);
            v = FloatVector.fromArray(SPECIES, a, p + x1 + 128);
            s5 = v.fma(d3, s5);
            v = FloatVector.fromArray(SPECIES, a, p + x2);
            s6 = v.fma(d0, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 16);
            s7 = v.fma(d0, s7);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 32);
            s8 = v.fma(d0, s8);
            s6 = v.fma(d1, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 48);
            s7 = v.fma(d1, s7);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 64);
            s8 = v.fma(d1, s8);
            s6 = v.fma(d2, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 80);
            s7 = v.fma(d2, s7);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 96);
            s8 = v.fma(d2, s8);
            s6 = v.fma(d3, s6);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 112);
            s7 = v.fma(d3, s7);
            v = FloatVector.fromArray(SPECIES, a, p + x2 + 128);
            s8 = v.fma(d3, s8);
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + WIDTH);
        s2.intoArray(sums, at + 2 * WIDTH);
        s3.intoArray(sums, at + 3 * WIDTH);
        s4.intoArray(sums, at + 4 * WIDTH);
        s5.intoArray(sums, at + 5 * WIDTH);
        s6.intoArray(sums, at + 6 * WIDTH);
        s7.intoArray(sums, at + 7 * WIDTH);
        s8.intoArray(sums, at + 8 * WIDTH);
    }
}
