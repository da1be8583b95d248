package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Depthwise 3x3, seven pixels at a time, bias and nine taps in registers. Written by {@code KernelGenerator}. */
final class VectorDepthwise3x3 {

    private VectorDepthwise3x3() {}

    static void stride1(
            float[] a,
            int from,
            int inputRow,
            float[] w,
            int at,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w00 = FloatVector.fromArray(SPECIES, w, at + 16);
        FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + 32);
        FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 48);
        FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 64);
        FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 80);
        FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 96);
        FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 112);
        FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 128);
        FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 144);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 7) {
                int first = Math.min(x, width - 7) * 16;
                int p = from + y * inputRow + first;
                int o = to + y * toRow + first;
                FloatVector v;
                FloatVector s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias, s5 = bias, s6 = bias;
                v = FloatVector.fromArray(SPECIES, a, p);
                s0 = v.fma(w00, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 16);
                s0 = v.fma(w01, s0);
                s1 = v.fma(w00, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 32);
                s0 = v.fma(w02, s0);
                s1 = v.fma(w01, s1);
                s2 = v.fma(w00, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 48);
                s1 = v.fma(w02, s1);
                s2 = v.fma(w01, s2);
                s3 = v.fma(w00, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 64);
                s2 = v.fma(w02, s2);
                s3 = v.fma(w01, s3);
                s4 = v.fma(w00, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 80);
                s3 = v.fma(w02, s3);
                s4 = v.fma(w01, s4);
                s5 = v.fma(w00, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 96);
                s4 = v.fma(w02, s4);
                s5 = v.fma(w01, s5);
                s6 = v.fma(w00, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 112);
                s5 = v.fma(w02, s5);
                s6 = v.fma(w01, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 128);
                s6 = v.fma(w02, s6);
                p += inputRow;
                v = FloatVector.fromArray(SPECIES, a, p);
                s0 = v.fma(w10, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 16);
                s0 = v.fma(w11, s0);
                s1 = v.fma(w10, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 32);
                s0 = v.fma(w12, s0);
                s1 = v.fma(w11, s1);
                s2 = v.fma(w10, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 48);
                s1 = v.fma(w12, s1);
                s2 = v.fma(w11, s2);
                s3 = v.fma(w10, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 64);
                s2 = v.fma(w12, s2);
                s3 = v.fma(w11, s3);
                s4 = v.fma(w10, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 80);
                s3 = v.fma(w12, s3);
                s4 = v.fma(w11, s4);
                s5 = v.fma(w10, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 96);
                s4 = v.fma(w12, s4);
                s5 = v.fma(w11, s5);
                s6 = v.fma(w10, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 112);
                s5 = v.fma(w12, s5);
                s6 = v.fma(w11, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 128);
                s6 = v.fma(w12, s6);
                p += inputRow;
                v = FloatVector.fromArray(SPECIES, a, p);
                s0 = v.fma(w20, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 16);
                s0 = v.fma(w21, s0);
                s1 = v.fma(w20, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 32);
                s0 = v.fma(w22, s0);
                s1 = v.fma(w21, s1);
                s2 = v.fma(w20, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 48);
                s1 = v.fma(w22, s1);
                s2 = v.fma(w21, s2);
                s3 = v.fma(w20, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 64);
                s2 = v.fma(w22, s2);
                s3 = v.fma(w21, s3);
                s4 = v.fma(w20, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 80);
                s3 = v.fma(w22, s3);
                s4 = v.fma(w21, s4);
                s5 = v.fma(w20, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 96);
                s4 = v.fma(w22, s4);
                s5 = v.fma(w21, s5);
                s6 = v.fma(w20, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 112);
                s5 = v.fma(w22, s5);
                s6 = v.fma(w21, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 128);
                s6 = v.fma(w22, s6);
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

    static void stride2(
            float[] a,
            int from,
            int inputRow,
            float[] w,
            int at,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w00 = FloatVector.fromArray(SPECIES, w, at + 16);
        FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + 32);
        FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 48);
        FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 64);
        FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 80);
        FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 96);
        FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 112);
        FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 128);
        FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 144);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 7) {
                int first = Math.min(x, width - 7) * 16;
                int p = from + y * 2 * inputRow + first * 2;
                int o = to + y * toRow + first;
                FloatVector v;
                FloatVector s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias, s5 = bias, s6 = bias;
                v = FloatVector.fromArray(SPECIES, a, p);
                s0 = v.fma(w00, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 16);
                s0 = v.fma(w01, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 32);
                s0 = v.fma(w02, s0);
                s1 = v.fma(w00, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 48);
                s1 = v.fma(w01, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 64);
                s1 = v.fma(w02, s1);
                s2 = v.fma(w00, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 80);
                s2 = v.fma(w01, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 96);
                s2 = v.fma(w02, s2);
                s3 = v.fma(w00, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 112);
                s3 = v.fma(w01, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 128);
                s3 = v.fma(w02, s3);
                s4 = v.fma(w00, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 144);
                s4 = v.fma(w01, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 160);
                s4 = v.fma(w02, s4);
                s5 = v.fma(w00, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 176);
                s5 = v.fma(w01, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 192);
                s5 = v.fma(w02, s5);
                s6 = v.fma(w00, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 208);
                s6 = v.fma(w01, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 224);
                s6 = v.fma(w02, s6);
                p += inputRow;
                v = FloatVector.fromArray(SPECIES, a, p);
                s0 = v.fma(w10, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 16);
                s0 = v.fma(w11, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 32);
                s0 = v.fma(w12, s0);
                s1 = v.fma(w10, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 48);
                s1 = v.fma(w11, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 64);
                s1 = v.fma(w12, s1);
                s2 = v.fma(w10, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 80);
                s2 = v.fma(w11, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 96);
                s2 = v.fma(w12, s2);
                s3 = v.fma(w10, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 112);
                s3 = v.fma(w11, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 128);
                s3 = v.fma(w12, s3);
                s4 = v.fma(w10, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 144);
                s4 = v.fma(w11, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 160);
                s4 = v.fma(w12, s4);
                s5 = v.fma(w10, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 176);
                s5 = v.fma(w11, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 192);
                s5 = v.fma(w12, s5);
                s6 = v.fma(w10, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 208);
                s6 = v.fma(w11, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 224);
                s6 = v.fma(w12, s6);
                p += inputRow;
                v = FloatVector.fromArray(SPECIES, a, p);
                s0 = v.fma(w20, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 16);
                s0 = v.fma(w21, s0);
                v = FloatVector.fromArray(SPECIES, a, p + 32);
                s0 = v.fma(w22, s0);
                s1 = v.fma(w20, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 48);
                s1 = v.fma(w21, s1);
                v = FloatVector.fromArray(SPECIES, a, p + 64);
                s1 = v.fma(w22, s1);
                s2 = v.fma(w20, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 80);
                s2 = v.fma(w21, s2);
                v = FloatVector.fromArray(SPECIES, a, p + 96);
                s2 = v.fma(w22, s2);
                s3 = v.fma(w20, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 112);
                s3 = v.fma(w21, s3);
                v = FloatVector.fromArray(SPECIES, a, p + 128);
                s3 = v.fma(w22, s3);
                s4 = v.fma(w20, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 144);
                s4 = v.fma(w21, s4);
                v = FloatVector.fromArray(SPECIES, a, p + 160);
                s4 = v.fma(w22, s4);
                s5 = v.fma(w20, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 176);
                s5 = v.fma(w21, s5);
                v = FloatVector.fromArray(SPECIES, a, p + 192);
                s5 = v.fma(w22, s5);
                s6 = v.fma(w20, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 208);
                s6 = v.fma(w21, s6);
                v = FloatVector.fromArray(SPECIES, a, p + 224);
                s6 = v.fma(w22, s6);
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
}
