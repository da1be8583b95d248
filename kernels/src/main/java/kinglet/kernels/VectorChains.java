package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Products of a few pixels, 16 floats apart, by vectors of outputs along a chain of groups, named by their pattern: 0 is a vector of one
 * group, 1 of two, where each lane gets the input of its own. Written by {@code ChainKernelGenerator}.
 */
final class VectorChains {

    private VectorChains() {}

    static void chain010(
            int pixels,
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int[] p,
            int u,
            int to) {
        if (pixels == 7) {
            chain010By7(a, from, offsets, w, masks, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to);
        } else {
            chain010By6(a, from, offsets, w, masks, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to);
        }
    }

    private static void chain010By7(
            float[] a, int from, int[] offsets, float[] w, long[] masks, int low, int high, int to0, int to1, int to2) {
        VectorMask<Float> m0 = VectorMask.fromLong(SPECIES, masks[0]);
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, 1 * WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        FloatVector s50 = b0, s51 = b1, s52 = b2;
        FloatVector s60 = b0, s61 = b1, s62 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k += 2) {
            int p0 = from + offsets[k];
            int p1 = from + offsets[k + 1];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + 1 * WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x00 = FloatVector.broadcast(SPECIES, a[p0]);
            FloatVector x01 = FloatVector.broadcast(SPECIES, a[p1]);
            s00 = x00.fma(b0, s00);
            s01 = x00.blend(x01, m0).fma(b1, s01);
            s02 = x01.fma(b2, s02);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[p0 + 16]);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[p1 + 16]);
            s10 = x10.fma(b0, s10);
            s11 = x10.blend(x11, m0).fma(b1, s11);
            s12 = x11.fma(b2, s12);
            FloatVector x20 = FloatVector.broadcast(SPECIES, a[p0 + 32]);
            FloatVector x21 = FloatVector.broadcast(SPECIES, a[p1 + 32]);
            s20 = x20.fma(b0, s20);
            s21 = x20.blend(x21, m0).fma(b1, s21);
            s22 = x21.fma(b2, s22);
            FloatVector x30 = FloatVector.broadcast(SPECIES, a[p0 + 48]);
            FloatVector x31 = FloatVector.broadcast(SPECIES, a[p1 + 48]);
            s30 = x30.fma(b0, s30);
            s31 = x30.blend(x31, m0).fma(b1, s31);
            s32 = x31.fma(b2, s32);
            FloatVector x40 = FloatVector.broadcast(SPECIES, a[p0 + 64]);
            FloatVector x41 = FloatVector.broadcast(SPECIES, a[p1 + 64]);
            s40 = x40.fma(b0, s40);
            s41 = x40.blend(x41, m0).fma(b1, s41);
            s42 = x41.fma(b2, s42);
            FloatVector x50 = FloatVector.broadcast(SPECIES, a[p0 + 80]);
            FloatVector x51 = FloatVector.broadcast(SPECIES, a[p1 + 80]);
            s50 = x50.fma(b0, s50);
            s51 = x50.blend(x51, m0).fma(b1, s51);
            s52 = x51.fma(b2, s52);
            FloatVector x60 = FloatVector.broadcast(SPECIES, a[p0 + 96]);
            FloatVector x61 = FloatVector.broadcast(SPECIES, a[p1 + 96]);
            s60 = x60.fma(b0, s60);
            s61 = x60.blend(x61, m0).fma(b1, s61);
            s62 = x61.fma(b2, s62);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 16);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 16);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 16);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 48);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 48);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 48);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s42.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
        s50.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 80);
        s51.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 80);
        s52.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 80);
        s60.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 96);
        s61.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 96);
        s62.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 96);
    }

    private static void chain010By6(
            float[] a, int from, int[] offsets, float[] w, long[] masks, int low, int high, int to0, int to1, int to2) {
        VectorMask<Float> m0 = VectorMask.fromLong(SPECIES, masks[0]);
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, 1 * WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2;
        FloatVector s10 = b0, s11 = b1, s12 = b2;
        FloatVector s20 = b0, s21 = b1, s22 = b2;
        FloatVector s30 = b0, s31 = b1, s32 = b2;
        FloatVector s40 = b0, s41 = b1, s42 = b2;
        FloatVector s50 = b0, s51 = b1, s52 = b2;
        int at = 3 * WIDTH;
        for (int k = 0; k < offsets.length; k += 2) {
            int p0 = from + offsets[k];
            int p1 = from + offsets[k + 1];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + 1 * WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            at += 3 * WIDTH;
            FloatVector x00 = FloatVector.broadcast(SPECIES, a[p0]);
            FloatVector x01 = FloatVector.broadcast(SPECIES, a[p1]);
            s00 = x00.fma(b0, s00);
            s01 = x00.blend(x01, m0).fma(b1, s01);
            s02 = x01.fma(b2, s02);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[p0 + 16]);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[p1 + 16]);
            s10 = x10.fma(b0, s10);
            s11 = x10.blend(x11, m0).fma(b1, s11);
            s12 = x11.fma(b2, s12);
            FloatVector x20 = FloatVector.broadcast(SPECIES, a[p0 + 32]);
            FloatVector x21 = FloatVector.broadcast(SPECIES, a[p1 + 32]);
            s20 = x20.fma(b0, s20);
            s21 = x20.blend(x21, m0).fma(b1, s21);
            s22 = x21.fma(b2, s22);
            FloatVector x30 = FloatVector.broadcast(SPECIES, a[p0 + 48]);
            FloatVector x31 = FloatVector.broadcast(SPECIES, a[p1 + 48]);
            s30 = x30.fma(b0, s30);
            s31 = x30.blend(x31, m0).fma(b1, s31);
            s32 = x31.fma(b2, s32);
            FloatVector x40 = FloatVector.broadcast(SPECIES, a[p0 + 64]);
            FloatVector x41 = FloatVector.broadcast(SPECIES, a[p1 + 64]);
            s40 = x40.fma(b0, s40);
            s41 = x40.blend(x41, m0).fma(b1, s41);
            s42 = x41.fma(b2, s42);
            FloatVector x50 = FloatVector.broadcast(SPECIES, a[p0 + 80]);
            FloatVector x51 = FloatVector.broadcast(SPECIES, a[p1 + 80]);
            s50 = x50.fma(b0, s50);
            s51 = x50.blend(x51, m0).fma(b1, s51);
            s52 = x51.fma(b2, s52);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 16);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 16);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 16);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 48);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 48);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 48);
        s40.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 64);
        s41.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 64);
        s42.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 64);
        s50.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 80);
        s51.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 80);
        s52.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 80);
    }

    static void chain0110(
            int pixels,
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int[] p,
            int u,
            int to) {
        if (pixels == 4) {
            chain0110By4(a, from, offsets, w, masks, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to, p[u + 3] + to);
        } else {
            chain0110By3(a, from, offsets, w, masks, low, high, p[u] + to, p[u + 1] + to, p[u + 2] + to, p[u + 3] + to);
        }
    }

    private static void chain0110By4(
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int to0,
            int to1,
            int to2,
            int to3) {
        VectorMask<Float> m0 = VectorMask.fromLong(SPECIES, masks[0]);
        VectorMask<Float> m1 = VectorMask.fromLong(SPECIES, masks[1]);
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, 1 * WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(SPECIES, w, 3 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2, s03 = b3;
        FloatVector s10 = b0, s11 = b1, s12 = b2, s13 = b3;
        FloatVector s20 = b0, s21 = b1, s22 = b2, s23 = b3;
        FloatVector s30 = b0, s31 = b1, s32 = b2, s33 = b3;
        int at = 4 * WIDTH;
        for (int k = 0; k < offsets.length; k += 3) {
            int p0 = from + offsets[k];
            int p1 = from + offsets[k + 1];
            int p2 = from + offsets[k + 2];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + 1 * WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            b3 = FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH);
            at += 4 * WIDTH;
            FloatVector x00 = FloatVector.broadcast(SPECIES, a[p0]);
            FloatVector x01 = FloatVector.broadcast(SPECIES, a[p1]);
            FloatVector x02 = FloatVector.broadcast(SPECIES, a[p2]);
            s00 = x00.fma(b0, s00);
            s01 = x00.blend(x01, m0).fma(b1, s01);
            s02 = x01.blend(x02, m1).fma(b2, s02);
            s03 = x02.fma(b3, s03);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[p0 + 16]);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[p1 + 16]);
            FloatVector x12 = FloatVector.broadcast(SPECIES, a[p2 + 16]);
            s10 = x10.fma(b0, s10);
            s11 = x10.blend(x11, m0).fma(b1, s11);
            s12 = x11.blend(x12, m1).fma(b2, s12);
            s13 = x12.fma(b3, s13);
            FloatVector x20 = FloatVector.broadcast(SPECIES, a[p0 + 32]);
            FloatVector x21 = FloatVector.broadcast(SPECIES, a[p1 + 32]);
            FloatVector x22 = FloatVector.broadcast(SPECIES, a[p2 + 32]);
            s20 = x20.fma(b0, s20);
            s21 = x20.blend(x21, m0).fma(b1, s21);
            s22 = x21.blend(x22, m1).fma(b2, s22);
            s23 = x22.fma(b3, s23);
            FloatVector x30 = FloatVector.broadcast(SPECIES, a[p0 + 48]);
            FloatVector x31 = FloatVector.broadcast(SPECIES, a[p1 + 48]);
            FloatVector x32 = FloatVector.broadcast(SPECIES, a[p2 + 48]);
            s30 = x30.fma(b0, s30);
            s31 = x30.blend(x31, m0).fma(b1, s31);
            s32 = x31.blend(x32, m1).fma(b2, s32);
            s33 = x32.fma(b3, s33);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s03.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 16);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 16);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 16);
        s13.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 16);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s23.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 32);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 48);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 48);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 48);
        s33.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 48);
    }

    private static void chain0110By3(
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int to0,
            int to1,
            int to2,
            int to3) {
        VectorMask<Float> m0 = VectorMask.fromLong(SPECIES, masks[0]);
        VectorMask<Float> m1 = VectorMask.fromLong(SPECIES, masks[1]);
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, 1 * WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(SPECIES, w, 3 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2, s03 = b3;
        FloatVector s10 = b0, s11 = b1, s12 = b2, s13 = b3;
        FloatVector s20 = b0, s21 = b1, s22 = b2, s23 = b3;
        int at = 4 * WIDTH;
        for (int k = 0; k < offsets.length; k += 3) {
            int p0 = from + offsets[k];
            int p1 = from + offsets[k + 1];
            int p2 = from + offsets[k + 2];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + 1 * WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            b3 = FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH);
            at += 4 * WIDTH;
            FloatVector x00 = FloatVector.broadcast(SPECIES, a[p0]);
            FloatVector x01 = FloatVector.broadcast(SPECIES, a[p1]);
            FloatVector x02 = FloatVector.broadcast(SPECIES, a[p2]);
            s00 = x00.fma(b0, s00);
            s01 = x00.blend(x01, m0).fma(b1, s01);
            s02 = x01.blend(x02, m1).fma(b2, s02);
            s03 = x02.fma(b3, s03);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[p0 + 16]);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[p1 + 16]);
            FloatVector x12 = FloatVector.broadcast(SPECIES, a[p2 + 16]);
            s10 = x10.fma(b0, s10);
            s11 = x10.blend(x11, m0).fma(b1, s11);
            s12 = x11.blend(x12, m1).fma(b2, s12);
            s13 = x12.fma(b3, s13);
            FloatVector x20 = FloatVector.broadcast(SPECIES, a[p0 + 32]);
            FloatVector x21 = FloatVector.broadcast(SPECIES, a[p1 + 32]);
            FloatVector x22 = FloatVector.broadcast(SPECIES, a[p2 + 32]);
            s20 = x20.fma(b0, s20);
            s21 = x20.blend(x21, m0).fma(b1, s21);
            s22 = x21.blend(x22, m1).fma(b2, s22);
            s23 = x22.fma(b3, s23);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s03.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 16);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 16);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 16);
        s13.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 16);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s23.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 32);
    }

    static void chain00100(
            int pixels,
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int[] p,
            int u,
            int to) {
        if (pixels == 4) {
            chain00100By4(
                    a,
                    from,
                    offsets,
                    w,
                    masks,
                    low,
                    high,
                    p[u] + to,
                    p[u + 1] + to,
                    p[u + 2] + to,
                    p[u + 3] + to,
                    p[u + 4] + to);
        } else {
            chain00100By3(
                    a,
                    from,
                    offsets,
                    w,
                    masks,
                    low,
                    high,
                    p[u] + to,
                    p[u + 1] + to,
                    p[u + 2] + to,
                    p[u + 3] + to,
                    p[u + 4] + to);
        }
    }

    private static void chain00100By4(
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int to0,
            int to1,
            int to2,
            int to3,
            int to4) {
        VectorMask<Float> m0 = VectorMask.fromLong(SPECIES, masks[0]);
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, 1 * WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(SPECIES, w, 3 * WIDTH);
        FloatVector b4 = FloatVector.fromArray(SPECIES, w, 4 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2, s03 = b3, s04 = b4;
        FloatVector s10 = b0, s11 = b1, s12 = b2, s13 = b3, s14 = b4;
        FloatVector s20 = b0, s21 = b1, s22 = b2, s23 = b3, s24 = b4;
        FloatVector s30 = b0, s31 = b1, s32 = b2, s33 = b3, s34 = b4;
        int at = 5 * WIDTH;
        for (int k = 0; k < offsets.length; k += 2) {
            int p0 = from + offsets[k];
            int p1 = from + offsets[k + 1];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + 1 * WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            b3 = FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH);
            b4 = FloatVector.fromArray(SPECIES, w, at + 4 * WIDTH);
            at += 5 * WIDTH;
            FloatVector x00 = FloatVector.broadcast(SPECIES, a[p0]);
            FloatVector x01 = FloatVector.broadcast(SPECIES, a[p1]);
            s00 = x00.fma(b0, s00);
            s01 = x00.fma(b1, s01);
            s02 = x00.blend(x01, m0).fma(b2, s02);
            s03 = x01.fma(b3, s03);
            s04 = x01.fma(b4, s04);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[p0 + 16]);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[p1 + 16]);
            s10 = x10.fma(b0, s10);
            s11 = x10.fma(b1, s11);
            s12 = x10.blend(x11, m0).fma(b2, s12);
            s13 = x11.fma(b3, s13);
            s14 = x11.fma(b4, s14);
            FloatVector x20 = FloatVector.broadcast(SPECIES, a[p0 + 32]);
            FloatVector x21 = FloatVector.broadcast(SPECIES, a[p1 + 32]);
            s20 = x20.fma(b0, s20);
            s21 = x20.fma(b1, s21);
            s22 = x20.blend(x21, m0).fma(b2, s22);
            s23 = x21.fma(b3, s23);
            s24 = x21.fma(b4, s24);
            FloatVector x30 = FloatVector.broadcast(SPECIES, a[p0 + 48]);
            FloatVector x31 = FloatVector.broadcast(SPECIES, a[p1 + 48]);
            s30 = x30.fma(b0, s30);
            s31 = x30.fma(b1, s31);
            s32 = x30.blend(x31, m0).fma(b2, s32);
            s33 = x31.fma(b3, s33);
            s34 = x31.fma(b4, s34);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s03.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3);
        s04.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 16);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 16);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 16);
        s13.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 16);
        s14.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4 + 16);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s23.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 32);
        s24.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4 + 32);
        s30.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 48);
        s31.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 48);
        s32.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 48);
        s33.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 48);
        s34.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4 + 48);
    }

    private static void chain00100By3(
            float[] a,
            int from,
            int[] offsets,
            float[] w,
            long[] masks,
            int low,
            int high,
            int to0,
            int to1,
            int to2,
            int to3,
            int to4) {
        VectorMask<Float> m0 = VectorMask.fromLong(SPECIES, masks[0]);
        FloatVector b0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, w, 1 * WIDTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(SPECIES, w, 3 * WIDTH);
        FloatVector b4 = FloatVector.fromArray(SPECIES, w, 4 * WIDTH);
        FloatVector s00 = b0, s01 = b1, s02 = b2, s03 = b3, s04 = b4;
        FloatVector s10 = b0, s11 = b1, s12 = b2, s13 = b3, s14 = b4;
        FloatVector s20 = b0, s21 = b1, s22 = b2, s23 = b3, s24 = b4;
        int at = 5 * WIDTH;
        for (int k = 0; k < offsets.length; k += 2) {
            int p0 = from + offsets[k];
            int p1 = from + offsets[k + 1];
            b0 = FloatVector.fromArray(SPECIES, w, at);
            b1 = FloatVector.fromArray(SPECIES, w, at + 1 * WIDTH);
            b2 = FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH);
            b3 = FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH);
            b4 = FloatVector.fromArray(SPECIES, w, at + 4 * WIDTH);
            at += 5 * WIDTH;
            FloatVector x00 = FloatVector.broadcast(SPECIES, a[p0]);
            FloatVector x01 = FloatVector.broadcast(SPECIES, a[p1]);
            s00 = x00.fma(b0, s00);
            s01 = x00.fma(b1, s01);
            s02 = x00.blend(x01, m0).fma(b2, s02);
            s03 = x01.fma(b3, s03);
            s04 = x01.fma(b4, s04);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[p0 + 16]);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[p1 + 16]);
            s10 = x10.fma(b0, s10);
            s11 = x10.fma(b1, s11);
            s12 = x10.blend(x11, m0).fma(b2, s12);
            s13 = x11.fma(b3, s13);
            s14 = x11.fma(b4, s14);
            FloatVector x20 = FloatVector.broadcast(SPECIES, a[p0 + 32]);
            FloatVector x21 = FloatVector.broadcast(SPECIES, a[p1 + 32]);
            s20 = x20.fma(b0, s20);
            s21 = x20.fma(b1, s21);
            s22 = x20.blend(x21, m0).fma(b2, s22);
            s23 = x21.fma(b3, s23);
            s24 = x21.fma(b4, s24);
        }
        s00.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0);
        s01.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1);
        s02.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2);
        s03.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3);
        s04.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4);
        s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 16);
        s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 16);
        s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 16);
        s13.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 16);
        s14.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4 + 16);
        s20.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to0 + 32);
        s21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to1 + 32);
        s22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to2 + 32);
        s23.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to3 + 32);
        s24.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to4 + 32);
    }
}
