package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Products of 1 to 7 pixels, 32 floats apart, by 3 vectors of outputs that lie as far apart. Written by {@code KernelGenerator}. */
final class VectorTile3Spread {

    private VectorTile3Spread() {}

    static void run(
            int pixels, float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        switch (pixels) {
            case 1 -> tile1(a, from, offsets, w, low, high, to0, to1, to2);
            case 2 -> tile2(a, from, offsets, w, low, high, to0, to1, to2);
            case 3 -> tile3(a, from, offsets, w, low, high, to0, to1, to2);
            case 4 -> tile4(a, from, offsets, w, low, high, to0, to1, to2);
            case 5 -> tile5(a, from, offsets, w, low, high, to0, to1, to2);
            case 6 -> tile6(a, from, offsets, w, low, high, to0, to1, to2);
            default -> tile7(a, from, offsets, w, low, high, to0, to1, to2);
        }
    }

    private static void tile1(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
    }

    private static void tile2(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
    }

    private static void tile3(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
    }

    private static void tile4(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 96);
    }

    private static void tile5(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 128]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 96);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 128);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 128);
        s42.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 128);
    }

    private static void tile6(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        FloatVector s50 = b0, s51 = b1, s52 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 128]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 160]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 96);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 128);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 128);
        s42.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 128);
        s50.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 160);
        s51.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 160);
        s52.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 160);
    }

    private static void tile7(
            float[] a, int from, int[] offsets, float[] w, int low, int high, int to0, int to1, int to2) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        FloatVector s50 = b0, s51 = b1, s52 = b2;
        FloatVector s60 = b0, s61 = b1, s62 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 128]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 160]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[p + 192]);
            s60 = x6.fma(b0, s60);
            s61 = x6.fma(b1, s61);
            s62 = x6.fma(b2, s62);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 96);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 128);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 128);
        s42.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 128);
        s50.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 160);
        s51.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 160);
        s52.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 160);
        s60.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 192);
        s61.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 192);
        s62.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 192);
    }
}
