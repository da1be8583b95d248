package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Products of 1 to 7 pixels, 32 floats apart, by 2 vectors of outputs that lie as far apart. Written by {@code KernelGenerator}. */
final class VectorTile2Spread {

    private VectorTile2Spread() {}

    static void run(int pixels, float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        switch (pixels) {
            case 1 -> tile1(a, from, offsets, w, low, high, to0, to1);
            case 2 -> tile2(a, from, offsets, w, low, high, to0, to1);
            case 3 -> tile3(a, from, offsets, w, low, high, to0, to1);
            case 4 -> tile4(a, from, offsets, w, low, high, to0, to1);
            case 5 -> tile5(a, from, offsets, w, low, high, to0, to1);
            case 6 -> tile6(a, from, offsets, w, low, high, to0, to1);
            default -> tile7(a, from, offsets, w, low, high, to0, to1);
        }
    }

    private static void tile1(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
    }

    private static void tile2(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        FloatVector s10 = b0, s11 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
    }

    private static void tile3(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        FloatVector s10 = b0, s11 = b1;
        FloatVector s20 = b0, s21 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
    }

    private static void tile4(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        FloatVector s10 = b0, s11 = b1;
        FloatVector s20 = b0, s21 = b1;
        FloatVector s30 = b0, s31 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
    }

    private static void tile5(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        FloatVector s10 = b0, s11 = b1;
        FloatVector s20 = b0, s21 = b1;
        FloatVector s30 = b0, s31 = b1;
        FloatVector s40 = b0, s41 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 128]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 128);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 128);
    }

    private static void tile6(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        FloatVector s10 = b0, s11 = b1;
        FloatVector s20 = b0, s21 = b1;
        FloatVector s30 = b0, s31 = b1;
        FloatVector s40 = b0, s41 = b1;
        FloatVector s50 = b0, s51 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 128]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 160]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 128);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 128);
        s50.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 160);
        s51.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 160);
    }

    private static void tile7(float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s00 = b0, s01 = b1;
        FloatVector s10 = b0, s11 = b1;
        FloatVector s20 = b0, s21 = b1;
        FloatVector s30 = b0, s31 = b1;
        FloatVector s40 = b0, s41 = b1;
        FloatVector s50 = b0, s51 = b1;
        FloatVector s60 = b0, s61 = b1;
        int at = 2 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            at += 2 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 128]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 160]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[p + 192]);
            s60 = x6.fma(b0, s60);
            s61 = x6.fma(b1, s61);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 128);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 128);
        s50.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 160);
        s51.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 160);
        s60.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 192);
        s61.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 192);
    }
}
