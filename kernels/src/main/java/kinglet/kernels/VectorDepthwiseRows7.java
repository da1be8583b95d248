package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Depthwise with 7 columns of taps and any number of rows of them. Written by {@code KernelGenerator}. */
final class VectorDepthwiseRows7 {

    private VectorDepthwiseRows7() {}

    static void run(
            int stride,
            float[] a,
            int from,
            int fromRow,
            int tapRow,
            float[] w,
            int at,
            int end,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        if (stride == 1) {
            if (width >= 7) {
                stride1By7(a, from, fromRow, tapRow, w, at, end, low, high, to, toRow, rows, width);
            } else {
                stride1By1(a, from, fromRow, tapRow, w, at, end, low, high, to, toRow, rows, width);
            }
        } else {
            if (width >= 7) {
                stride2By7(a, from, fromRow, tapRow, w, at, end, low, high, to, toRow, rows, width);
            } else {
                stride2By1(a, from, fromRow, tapRow, w, at, end, low, high, to, toRow, rows, width);
            }
        }
    }

    private static void stride1By7(
            float[] a,
            int from,
            int fromRow,
            int tapRow,
            float[] w,
            int at,
            int end,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 7) {
                int first = Math.min(x, width - 7) * 16;
                int p = from + y * fromRow + first;
                int o = to + y * toRow + first;
                FloatVector s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias, s5 = bias, s6 = bias;
                for (int t = at + 16; t < end; t += 112) {
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + 16);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 32);
                    FloatVector w3 = FloatVector.fromArray(SPECIES, w, t + 48);
                    FloatVector w4 = FloatVector.fromArray(SPECIES, w, t + 64);
                    FloatVector w5 = FloatVector.fromArray(SPECIES, w, t + 80);
                    FloatVector w6 = FloatVector.fromArray(SPECIES, w, t + 96);
                    FloatVector v;
                    v = FloatVector.fromArray(SPECIES, a, p);
                    s0 = v.fma(w0, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 16);
                    s0 = v.fma(w1, s0);
                    s1 = v.fma(w0, s1);
                    v = FloatVector.fromArray(SPECIES, a, p + 32);
                    s0 = v.fma(w2, s0);
                    s1 = v.fma(w1, s1);
                    s2 = v.fma(w0, s2);
                    v = FloatVector.fromArray(SPECIES, a, p + 48);
                    s0 = v.fma(w3, s0);
                    s1 = v.fma(w2, s1);
                    s2 = v.fma(w1, s2);
                    s3 = v.fma(w0, s3);
                    v = FloatVector.fromArray(SPECIES, a, p + 64);
                    s0 = v.fma(w4, s0);
                    s1 = v.fma(w3, s1);
                    s2 = v.fma(w2, s2);
                    s3 = v.fma(w1, s3);
                    s4 = v.fma(w0, s4);
                    v = FloatVector.fromArray(SPECIES, a, p + 80);
                    s0 = v.fma(w5, s0);
                    s1 = v.fma(w4, s1);
                    s2 = v.fma(w3, s2);
                    s3 = v.fma(w2, s3);
                    s4 = v.fma(w1, s4);
                    s5 = v.fma(w0, s5);
                    v = FloatVector.fromArray(SPECIES, a, p + 96);
                    s0 = v.fma(w6, s0);
                    s1 = v.fma(w5, s1);
                    s2 = v.fma(w4, s2);
                    s3 = v.fma(w3, s3);
                    s4 = v.fma(w2, s4);
                    s5 = v.fma(w1, s5);
                    s6 = v.fma(w0, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 112);
                    s1 = v.fma(w6, s1);
                    s2 = v.fma(w5, s2);
                    s3 = v.fma(w4, s3);
                    s4 = v.fma(w3, s4);
                    s5 = v.fma(w2, s5);
                    s6 = v.fma(w1, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 128);
                    s2 = v.fma(w6, s2);
                    s3 = v.fma(w5, s3);
                    s4 = v.fma(w4, s4);
                    s5 = v.fma(w3, s5);
                    s6 = v.fma(w2, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 144);
                    s3 = v.fma(w6, s3);
                    s4 = v.fma(w5, s4);
                    s5 = v.fma(w4, s5);
                    s6 = v.fma(w3, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 160);
                    s4 = v.fma(w6, s4);
                    s5 = v.fma(w5, s5);
                    s6 = v.fma(w4, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 176);
                    s5 = v.fma(w6, s5);
                    s6 = v.fma(w5, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 192);
                    s6 = v.fma(w6, s6);
                    p += tapRow;
                }
                s0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
                s1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 16);
                s2.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 32);
                s3.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 48);
                s4.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 64);
                s5.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 80);
                s6.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 96);
            }
        }
    }

    private static void stride1By1(
            float[] a,
            int from,
            int fromRow,
            int tapRow,
            float[] w,
            int at,
            int end,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 1) {
                int first = x * 16;
                int p = from + y * fromRow + first;
                int o = to + y * toRow + first;
                FloatVector s0 = bias;
                for (int t = at + 16; t < end; t += 112) {
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + 16);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 32);
                    FloatVector w3 = FloatVector.fromArray(SPECIES, w, t + 48);
                    FloatVector w4 = FloatVector.fromArray(SPECIES, w, t + 64);
                    FloatVector w5 = FloatVector.fromArray(SPECIES, w, t + 80);
                    FloatVector w6 = FloatVector.fromArray(SPECIES, w, t + 96);
                    FloatVector v;
                    v = FloatVector.fromArray(SPECIES, a, p);
                    s0 = v.fma(w0, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 16);
                    s0 = v.fma(w1, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 32);
                    s0 = v.fma(w2, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 48);
                    s0 = v.fma(w3, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 64);
                    s0 = v.fma(w4, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 80);
                    s0 = v.fma(w5, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 96);
                    s0 = v.fma(w6, s0);
                    p += tapRow;
                }
                s0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
            }
        }
    }

    private static void stride2By7(
            float[] a,
            int from,
            int fromRow,
            int tapRow,
            float[] w,
            int at,
            int end,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 7) {
                int first = Math.min(x, width - 7) * 16;
                int p = from + y * fromRow + first * 2;
                int o = to + y * toRow + first;
                FloatVector s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias, s5 = bias, s6 = bias;
                for (int t = at + 16; t < end; t += 112) {
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + 16);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 32);
                    FloatVector w3 = FloatVector.fromArray(SPECIES, w, t + 48);
                    FloatVector w4 = FloatVector.fromArray(SPECIES, w, t + 64);
                    FloatVector w5 = FloatVector.fromArray(SPECIES, w, t + 80);
                    FloatVector w6 = FloatVector.fromArray(SPECIES, w, t + 96);
                    FloatVector v;
                    v = FloatVector.fromArray(SPECIES, a, p);
                    s0 = v.fma(w0, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 16);
                    s0 = v.fma(w1, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 32);
                    s0 = v.fma(w2, s0);
                    s1 = v.fma(w0, s1);
                    v = FloatVector.fromArray(SPECIES, a, p + 48);
                    s0 = v.fma(w3, s0);
                    s1 = v.fma(w1, s1);
                    v = FloatVector.fromArray(SPECIES, a, p + 64);
                    s0 = v.fma(w4, s0);
                    s1 = v.fma(w2, s1);
                    s2 = v.fma(w0, s2);
                    v = FloatVector.fromArray(SPECIES, a, p + 80);
                    s0 = v.fma(w5, s0);
                    s1 = v.fma(w3, s1);
                    s2 = v.fma(w1, s2);
                    v = FloatVector.fromArray(SPECIES, a, p + 96);
                    s0 = v.fma(w6, s0);
                    s1 = v.fma(w4, s1);
                    s2 = v.fma(w2, s2);
                    s3 = v.fma(w0, s3);
                    v = FloatVector.fromArray(SPECIES, a, p + 112);
                    s1 = v.fma(w5, s1);
                    s2 = v.fma(w3, s2);
                    s3 = v.fma(w1, s3);
                    v = FloatVector.fromArray(SPECIES, a, p + 128);
                    s1 = v.fma(w6, s1);
                    s2 = v.fma(w4, s2);
                    s3 = v.fma(w2, s3);
                    s4 = v.fma(w0, s4);
                    v = FloatVector.fromArray(SPECIES, a, p + 144);
                    s2 = v.fma(w5, s2);
                    s3 = v.fma(w3, s3);
                    s4 = v.fma(w1, s4);
                    v = FloatVector.fromArray(SPECIES, a, p + 160);
                    s2 = v.fma(w6, s2);
                    s3 = v.fma(w4, s3);
                    s4 = v.fma(w2, s4);
                    s5 = v.fma(w0, s5);
                    v = FloatVector.fromArray(SPECIES, a, p + 176);
                    s3 = v.fma(w5, s3);
                    s4 = v.fma(w3, s4);
                    s5 = v.fma(w1, s5);
                    v = FloatVector.fromArray(SPECIES, a, p + 192);
                    s3 = v.fma(w6, s3);
                    s4 = v.fma(w4, s4);
                    s5 = v.fma(w2, s5);
                    s6 = v.fma(w0, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 208);
                    s4 = v.fma(w5, s4);
                    s5 = v.fma(w3, s5);
                    s6 = v.fma(w1, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 224);
                    s4 = v.fma(w6, s4);
                    s5 = v.fma(w4, s5);
                    s6 = v.fma(w2, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 240);
                    s5 = v.fma(w5, s5);
                    s6 = v.fma(w3, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 256);
                    s5 = v.fma(w6, s5);
                    s6 = v.fma(w4, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 272);
                    s6 = v.fma(w5, s6);
                    v = FloatVector.fromArray(SPECIES, a, p + 288);
                    s6 = v.fma(w6, s6);
                    p += tapRow;
                }
                s0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
                s1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 16);
                s2.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 32);
                s3.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 48);
                s4.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 64);
                s5.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 80);
                s6.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 96);
            }
        }
    }

    private static void stride2By1(
            float[] a,
            int from,
            int fromRow,
            int tapRow,
            float[] w,
            int at,
            int end,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 1) {
                int first = x * 16;
                int p = from + y * fromRow + first * 2;
                int o = to + y * toRow + first;
                FloatVector s0 = bias;
                for (int t = at + 16; t < end; t += 112) {
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + 16);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 32);
                    FloatVector w3 = FloatVector.fromArray(SPECIES, w, t + 48);
                    FloatVector w4 = FloatVector.fromArray(SPECIES, w, t + 64);
                    FloatVector w5 = FloatVector.fromArray(SPECIES, w, t + 80);
                    FloatVector w6 = FloatVector.fromArray(SPECIES, w, t + 96);
                    FloatVector v;
                    v = FloatVector.fromArray(SPECIES, a, p);
                    s0 = v.fma(w0, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 16);
                    s0 = v.fma(w1, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 32);
                    s0 = v.fma(w2, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 48);
                    s0 = v.fma(w3, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 64);
                    s0 = v.fma(w4, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 80);
                    s0 = v.fma(w5, s0);
                    v = FloatVector.fromArray(SPECIES, a, p + 96);
                    s0 = v.fma(w6, s0);
                    p += tapRow;
                }
                s0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
            }
        }
    }
}
