package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Sums over pixels: of the products of 9 vectors of the input by one of the gradient of the output, lane by lane. {@code pixels} has each
 * pixel's place relative to the first, in the input and in the gradient; {@code reads} the place of each tap for the first pixel of the first vector. Written by
 * {@code GradientKernelGenerator}.
 */
final class VectorTapSums {

    private VectorTapSums() {}

    static void run(float[] a, int[] pixels, int[] reads, int read, int x, int z, float[] sums, int at) {
        int r0 = x + reads[read];
        int r1 = x + reads[read + 1];
        int r2 = x + reads[read + 2];
        int r3 = x + reads[read + 3];
        int r4 = x + reads[read + 4];
        int r5 = x + reads[read + 5];
        int r6 = x + reads[read + 6];
        int r7 = x + reads[read + 7];
        int r8 = x + reads[read + 8];
        FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + 3 * WIDTH);
        FloatVector s4 = FloatVector.fromArray(SPECIES, sums, at + 4 * WIDTH);
        FloatVector s5 = FloatVector.fromArray(SPECIES, sums, at + 5 * WIDTH);
        FloatVector s6 = FloatVector.fromArray(SPECIES, sums, at + 6 * WIDTH);
        FloatVector s7 = FloatVector.fromArray(SPECIES, sums, at + 7 * WIDTH);
        FloatVector s8 = FloatVector.fromArray(SPECIES, sums, at + 8 * WIDTH);
        for (int i = 0; i < pixels.length; i += 2) {
            int p = pixels[i];
            FloatVector d = FloatVector.fromArray(SPECIES, a, pixels[i + 1] + z);
            s0 = FloatVector.fromArray(SPECIES, a, p + r0).fma(d, s0);
            s1 = FloatVector.fromArray(SPECIES, a, p + r1).fma(d, s1);
            s2 = FloatVector.fromArray(SPECIES, a, p + r2).fma(d, s2);
            s3 = FloatVector.fromArray(SPECIES, a, p + r3).fma(d, s3);
            s4 = FloatVector.fromArray(SPECIES, a, p + r4).fma(d, s4);
            s5 = FloatVector.fromArray(SPECIES, a, p + r5).fma(d, s5);
            s6 = FloatVector.fromArray(SPECIES, a, p + r6).fma(d, s6);
            s7 = FloatVector.fromArray(SPECIES, a, p + r7).fma(d, s7);
            s8 = FloatVector.fromArray(SPECIES, a, p + r8).fma(d, s8);
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
