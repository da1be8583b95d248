package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SHORTS;
import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Products of 1 to 7 pixels, 16 floats apart, by 1 vector of outputs, with weights of 16 bits. Written by {@code KernelGenerator}. */
final class VectorTile1Rounded {

    private VectorTile1Rounded() {}

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
            int to0) {
        switch (pixels) {
            case 1 -> tile1(a, from, offsets, w, scales, bias, low, high, to0);
            case 2 -> tile2(a, from, offsets, w, scales, bias, low, high, to0);
            case 3 -> tile3(a, from, offsets, w, scales, bias, low, high, to0);
            case 4 -> tile4(a, from, offsets, w, scales, bias, low, high, to0);
            case 5 -> tile5(a, from, offsets, w, scales, bias, low, high, to0);
            case 6 -> tile6(a, from, offsets, w, scales, bias, low, high, to0);
            default -> tile7(a, from, offsets, w, scales, bias, low, high, to0);
        }
    }

    private static void tile1(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
    }

    private static void tile2(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
    }

    private static void tile3(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        FloatVector s20 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
    }

    private static void tile4(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        FloatVector s20 = b0;
        FloatVector s30 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
    }

    private static void tile5(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        FloatVector s20 = b0;
        FloatVector s30 = b0;
        FloatVector s40 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s40 = x4.fma(b0, s40);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s40.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 64);
    }

    private static void tile6(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        FloatVector s20 = b0;
        FloatVector s30 = b0;
        FloatVector s40 = b0;
        FloatVector s50 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s40 = x4.fma(b0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 80]);
            s50 = x5.fma(b0, s50);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s40.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 64);
        s50.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 80);
    }

    private static void tile7(
            float[] a, int from, int[] offsets, short[] w, float[] scales, float[] bias, int low, int high, int to0) {
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        FloatVector s20 = b0;
        FloatVector s30 = b0;
        FloatVector s40 = b0;
        FloatVector s50 = b0;
        FloatVector s60 = b0;
        int at = 0;
        for (int k = 0; k < offsets.length; k++) {
            int p = from + offsets[k];
            b0 = (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
            at += WIDTH;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[p + 16]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[p + 32]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[p + 48]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[p + 64]);
            s40 = x4.fma(b0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[p + 80]);
            s50 = x5.fma(b0, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[p + 96]);
            s60 = x6.fma(b0, s60);
        }
        FloatVector f0 = FloatVector.fromArray(SPECIES, scales, 0);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, 0);
        s00.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0);
        s10.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 16);
        s20.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 32);
        s30.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 48);
        s40.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 64);
        s50.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 80);
        s60.fma(f0, e0)
                .reinterpretAsInts()
                .max(low)
                .min(high)
                .reinterpretAsFloats()
                .intoArray(a, to0 + 96);
    }
}
