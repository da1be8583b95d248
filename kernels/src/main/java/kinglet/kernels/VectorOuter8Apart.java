package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of products of 8 weights by 1 or 2 vectors. {@code pairs} has for each term how far it lies from the first, among the weights and
 * among the vectors; {@code reads} the place of each weight of the first term, {@code places} that of each vector. Written by
 * {@code GradientKernelGenerator}.
 */
final class VectorOuter8Apart {

    private VectorOuter8Apart() {}

    static void run(
            int vectors,
            float[] w,
            float[] a,
            int[] pairs,
            int from,
            int to,
            int[] reads,
            int read,
            int[] places,
            int u,
            float[] sums,
            int at) {
        switch (vectors) {
            case 1 -> by1(w, a, pairs, from, to, reads, read, places[u], sums, at);
            default -> by2(w, a, pairs, from, to, reads, read, places[u], places[u + 1], sums, at);
        }
    }

    private static void by1(
            float[] w, float[] a, int[] pairs, int from, int to, int[] reads, int read, int z0, float[] sums, int at) {
        int r0 = reads[read];
        int r1 = reads[read + 1];
        int r2 = reads[read + 2];
        int r3 = reads[read + 3];
        int r4 = reads[read + 4];
        int r5 = reads[read + 5];
        int r6 = reads[read + 6];
        int r7 = reads[read + 7];
        FloatVector s00 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s10 = FloatVector.fromArray(SPECIES, sums, at + WIDTH);
        FloatVector s20 = FloatVector.fromArray(SPECIES, sums, at + 2 * WIDTH);
        FloatVector s30 = FloatVector.fromArray(SPECIES, sums, at + 3 * WIDTH);
        FloatVector s40 = FloatVector.fromArray(SPECIES, sums, at + 4 * WIDTH);
        FloatVector s50 = FloatVector.fromArray(SPECIES, sums, at + 5 * WIDTH);
        FloatVector s60 = FloatVector.fromArray(SPECIES, sums, at + 6 * WIDTH);
        FloatVector s70 = FloatVector.fromArray(SPECIES, sums, at + 7 * WIDTH);
        for (int i = from; i < to; i += 2) {
            int p = pairs[i];
            int q = pairs[i + 1];
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, q + z0);
            FloatVector x0 = FloatVector.broadcast(SPECIES, w[p + r0]);
            s00 = x0.fma(d0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, w[p + r1]);
            s10 = x1.fma(d0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, w[p + r2]);
            s20 = x2.fma(d0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, w[p + r3]);
            s30 = x3.fma(d0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, w[p + r4]);
            s40 = x4.fma(d0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, w[p + r5]);
            s50 = x5.fma(d0, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, w[p + r6]);
            s60 = x6.fma(d0, s60);
            FloatVector x7 = FloatVector.broadcast(SPECIES, w[p + r7]);
            s70 = x7.fma(d0, s70);
        }
        s00.intoArray(sums, at);
        s10.intoArray(sums, at + WIDTH);
        s20.intoArray(sums, at + 2 * WIDTH);
        s30.intoArray(sums, at + 3 * WIDTH);
        s40.intoArray(sums, at + 4 * WIDTH);
        s50.intoArray(sums, at + 5 * WIDTH);
        s60.intoArray(sums, at + 6 * WIDTH);
        s70.intoArray(sums, at + 7 * WIDTH);
    }

    private static void by2(
            float[] w,
            float[] a,
            int[] pairs,
            int from,
            int to,
            int[] reads,
            int read,
            int z0,
            int z1,
            float[] sums,
            int at) {
        int r0 = reads[read];
        int r1 = reads[read + 1];
        int r2 = reads[read + 2];
        int r3 = reads[read + 3];
        int r4 = reads[read + 4];
        int r5 = reads[read + 5];
        int r6 = reads[read + 6];
        int r7 = reads[read + 7];
        FloatVector s00 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s01 = FloatVector.fromArray(SPECIES, sums, at + WIDTH);
        FloatVector s10 = FloatVector.fromArray(SPECIES, sums, at + 2 * WIDTH);
        FloatVector s11 = FloatVector.fromArray(SPECIES, sums, at + 3 * WIDTH);
        FloatVector s20 = FloatVector.fromArray(SPECIES, sums, at + 4 * WIDTH);
        FloatVector s21 = FloatVector.fromArray(SPECIES, sums, at + 5 * WIDTH);
        FloatVector s30 = FloatVector.fromArray(SPECIES, sums, at + 6 * WIDTH);
        FloatVector s31 = FloatVector.fromArray(SPECIES, sums, at + 7 * WIDTH);
        FloatVector s40 = FloatVector.fromArray(SPECIES, sums, at + 8 * WIDTH);
        FloatVector s41 = FloatVector.fromArray(SPECIES, sums, at + 9 * WIDTH);
        FloatVector s50 = FloatVector.fromArray(SPECIES, sums, at + 10 * WIDTH);
        FloatVector s51 = FloatVector.fromArray(SPECIES, sums, at + 11 * WIDTH);
        FloatVector s60 = FloatVector.fromArray(SPECIES, sums, at + 12 * WIDTH);
        FloatVector s61 = FloatVector.fromArray(SPECIES, sums, at + 13 * WIDTH);
        FloatVector s70 = FloatVector.fromArray(SPECIES, sums, at + 14 * WIDTH);
        FloatVector s71 = FloatVector.fromArray(SPECIES, sums, at + 15 * WIDTH);
        for (int i = from; i < to; i += 2) {
            int p = pairs[i];
            int q = pairs[i + 1];
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, q + z0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, q + z1);
            FloatVector x0 = FloatVector.broadcast(SPECIES, w[p + r0]);
            s00 = x0.fma(d0, s00);
            s01 = x0.fma(d1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, w[p + r1]);
            s10 = x1.fma(d0, s10);
            s11 = x1.fma(d1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, w[p + r2]);
            s20 = x2.fma(d0, s20);
            s21 = x2.fma(d1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, w[p + r3]);
            s30 = x3.fma(d0, s30);
            s31 = x3.fma(d1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, w[p + r4]);
            s40 = x4.fma(d0, s40);
            s41 = x4.fma(d1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, w[p + r5]);
            s50 = x5.fma(d0, s50);
            s51 = x5.fma(d1, s51);
            FloatVector x6 = FloatVector.broadcast(SPECIES, w[p + r6]);
            s60 = x6.fma(d0, s60);
            s61 = x6.fma(d1, s61);
            FloatVector x7 = FloatVector.broadcast(SPECIES, w[p + r7]);
            s70 = x7.fma(d0, s70);
            s71 = x7.fma(d1, s71);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + WIDTH);
        s10.intoArray(sums, at + 2 * WIDTH);
        s11.intoArray(sums, at + 3 * WIDTH);
        s20.intoArray(sums, at + 4 * WIDTH);
        s21.intoArray(sums, at + 5 * WIDTH);
        s30.intoArray(sums, at + 6 * WIDTH);
        s31.intoArray(sums, at + 7 * WIDTH);
        s40.intoArray(sums, at + 8 * WIDTH);
        s41.intoArray(sums, at + 9 * WIDTH);
        s50.intoArray(sums, at + 10 * WIDTH);
        s51.intoArray(sums, at + 11 * WIDTH);
        s60.intoArray(sums, at + 12 * WIDTH);
        s61.intoArray(sums, at + 13 * WIDTH);
        s70.intoArray(sums, at + 14 * WIDTH);
        s71.intoArray(sums, at + 15 * WIDTH);
    }
}
