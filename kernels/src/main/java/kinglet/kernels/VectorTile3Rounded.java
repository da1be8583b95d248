package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SHORTS;
import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Products of 1 to 7 pixels, 16 floats apart, by 3 vectors of outputs, with weights of 16 bits. Written by {@code KernelGenerator}. */
final class VectorTile3Rounded {

    private VectorTile3Rounded() {}

    static void run(
            int pixels,
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        switch (pixels) {
            case 1 -> tile1(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
            case 2 -> tile2(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
            case 3 -> tile3(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
            case 4 -> tile4(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
            case 5 -> tile5(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
            case 6 -> tile6(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
            default -> tile7(a, from, offsets, w, scales, bias, low, high, to0, to1, to2);
        }
    }

    private static void tile1(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
    }

    private static void tile2(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s11.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 16);
        s12.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 16);
    }

    private static void tile3(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s11.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 16);
        s12.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s21.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 32);
        s22.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 32);
    }

    private static void tile4(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s11.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 16);
        s12.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s21.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 32);
        s22.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s31.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 48);
        s32.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 48);
    }

    private static void tile5(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s11.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 16);
        s12.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s21.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 32);
        s22.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s31.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 48);
        s32.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 48);
        s40.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 64);
        s41.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 64);
        s42.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 64);
    }

    private static void tile6(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        FloatVector s50 = b0, s51 = b1, s52 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 80]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s11.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 16);
        s12.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s21.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 32);
        s22.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s31.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 48);
        s32.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 48);
        s40.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 64);
        s41.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 64);
        s42.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 64);
        s50.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 80);
        s51.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 80);
        s52.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 80);
    }

    private static void tile7(
            float[] a,
            int from,
            int[] offsets,
            short[] w,
            float[] scales,
            float[] bias,
            int low,
            int high,
            int to0,
            int to1,
            int to2) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        FloatVector s50 = b0, s51 = b1, s52 = b2;
        FloatVector s60 = b0, s61 = b1, s62 = b2;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            b1 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            b2 = (FloatVector)
                    ShortVector.fromArray(SHORTS, w, at + 2 * WIDTH).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += 3 * WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 80]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s60 = x6.fma(b0, s60);
            s61 = x6.fma(b1, s61);
            s62 = x6.fma(b2, s62);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector f1 = FloatVector.fromArray(SPECIES, scales, WIDTH);
        FloatVector e1 = FloatVector.fromArray(SPECIES, bias, WIDTH);
        FloatVector f2 = FloatVector.fromArray(SPECIES, scales, 2 * WIDTH);
        FloatVector e2 = FloatVector.fromArray(SPECIES, bias, 2 * WIDTH);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s01.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1);
        s02.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s11.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 16);
        s12.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s21.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 32);
        s22.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s31.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 48);
        s32.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 48);
        s40.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 64);
        s41.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 64);
        s42.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 64);
        s50.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 80);
        s51.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 80);
        s52.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 80);
        s60.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 96);
        s61.fma(f1, e1)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to1 + 96);
        s62.fma(f2, e2)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to2 + 96);
    }
}
