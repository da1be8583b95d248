package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Three columns of taps by runs of pixels, for one vector of outputs that reads lanes of its own.
 * {@code offsets, lanes} are of one vector of inputs each. Written by {@code GroupKernelGenerator}.
 */
final class VectorGroupLanes3 {

    private static final VectorSpecies<Integer> INDICES = VectorSpecies.of(int.class, SPECIES.vectorShape());

    private VectorGroupLanes3() {}

    static void run(
            int stride,
            int pixels,
            float[] a,
            int from,
            int fromRow,
            int[] offsets,
            int[] lanes,
            float[] w,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        switch (stride * 16 + pixels) {
            case 30 -> stride1By14(a, from, fromRow, offsets, lanes, w, low, high, to, toRow, rows, width);
            case 23 -> stride1By7(a, from, fromRow, offsets, lanes, w, low, high, to, toRow, rows, width);
            case 46 -> stride2By14(a, from, fromRow, offsets, lanes, w, low, high, to, toRow, rows, width);
            default -> stride2By7(a, from, fromRow, offsets, lanes, w, low, high, to, toRow, rows, width);
        }
    }

    private static void stride1By14(
            float[] a,
            int from,
            int fromRow,
            int[] offsets,
            int[] lanes,
            float[] w,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, 0);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 14) {
                int first = Math.min(x, width - 14) * 16;
                int start = from + y * fromRow + first;
                int o = to + y * toRow + first;
                FloatVector s0 = bias,
                        s1 = bias,
                        s2 = bias,
                        s3 = bias,
                        s4 = bias,
                        s5 = bias,
                        s6 = bias,
                        s7 = bias,
                        s8 = bias,
                        s9 = bias,
                        s10 = bias,
                        s11 = bias,
                        s12 = bias,
                        s13 = bias;
                int t = WIDTH;
                for (int k = 0; k < offsets.length; k++) {
                    int p = start + offsets[k];
                    IntVector choice = IntVector.fromArray(INDICES, lanes, k * WIDTH);
                    FloatVector v;
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + WIDTH);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 2 * WIDTH);
                    t += 3 * WIDTH;
                    v = choice.selectFrom(FloatVector.fromArray(SPECIES, a, p).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w0, s0);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 16).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w1, s0);
                    s1 = v.fma(w0, s1);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 32).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w2, s0);
                    s1 = v.fma(w1, s1);
                    s2 = v.fma(w0, s2);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 48).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s1 = v.fma(w2, s1);
                    s2 = v.fma(w1, s2);
                    s3 = v.fma(w0, s3);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 64).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s2 = v.fma(w2, s2);
                    s3 = v.fma(w1, s3);
                    s4 = v.fma(w0, s4);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 80).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s3 = v.fma(w2, s3);
                    s4 = v.fma(w1, s4);
                    s5 = v.fma(w0, s5);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 96).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s4 = v.fma(w2, s4);
                    s5 = v.fma(w1, s5);
                    s6 = v.fma(w0, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 112).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s5 = v.fma(w2, s5);
                    s6 = v.fma(w1, s6);
                    s7 = v.fma(w0, s7);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 128).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s6 = v.fma(w2, s6);
                    s7 = v.fma(w1, s7);
                    s8 = v.fma(w0, s8);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 144).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s7 = v.fma(w2, s7);
                    s8 = v.fma(w1, s8);
                    s9 = v.fma(w0, s9);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 160).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s8 = v.fma(w2, s8);
                    s9 = v.fma(w1, s9);
                    s10 = v.fma(w0, s10);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 176).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s9 = v.fma(w2, s9);
                    s10 = v.fma(w1, s10);
                    s11 = v.fma(w0, s11);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 192).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s10 = v.fma(w2, s10);
                    s11 = v.fma(w1, s11);
                    s12 = v.fma(w0, s12);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 208).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s11 = v.fma(w2, s11);
                    s12 = v.fma(w1, s12);
                    s13 = v.fma(w0, s13);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 224).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s12 = v.fma(w2, s12);
                    s13 = v.fma(w1, s13);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 240).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s13 = v.fma(w2, s13);
                }
                s0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
                s1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 16);
                s2.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 32);
                s3.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 48);
                s4.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 64);
                s5.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 80);
                s6.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 96);
                s7.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 112);
                s8.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 128);
                s9.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 144);
                s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 160);
                s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 176);
                s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 192);
                s13.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 208);
            }
        }
    }

    private static void stride1By7(
            float[] a,
            int from,
            int fromRow,
            int[] offsets,
            int[] lanes,
            float[] w,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, 0);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 7) {
                int first = Math.min(x, width - 7) * 16;
                int start = from + y * fromRow + first;
                int o = to + y * toRow + first;
                FloatVector s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias, s5 = bias, s6 = bias;
                int t = WIDTH;
                for (int k = 0; k < offsets.length; k++) {
                    int p = start + offsets[k];
                    IntVector choice = IntVector.fromArray(INDICES, lanes, k * WIDTH);
                    FloatVector v;
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + WIDTH);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 2 * WIDTH);
                    t += 3 * WIDTH;
                    v = choice.selectFrom(FloatVector.fromArray(SPECIES, a, p).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w0, s0);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 16).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w1, s0);
                    s1 = v.fma(w0, s1);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 32).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w2, s0);
                    s1 = v.fma(w1, s1);
                    s2 = v.fma(w0, s2);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 48).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s1 = v.fma(w2, s1);
                    s2 = v.fma(w1, s2);
                    s3 = v.fma(w0, s3);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 64).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s2 = v.fma(w2, s2);
                    s3 = v.fma(w1, s3);
                    s4 = v.fma(w0, s4);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 80).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s3 = v.fma(w2, s3);
                    s4 = v.fma(w1, s4);
                    s5 = v.fma(w0, s5);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 96).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s4 = v.fma(w2, s4);
                    s5 = v.fma(w1, s5);
                    s6 = v.fma(w0, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 112).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s5 = v.fma(w2, s5);
                    s6 = v.fma(w1, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 128).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s6 = v.fma(w2, s6);
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

    private static void stride2By14(
            float[] a,
            int from,
            int fromRow,
            int[] offsets,
            int[] lanes,
            float[] w,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, 0);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 14) {
                int first = Math.min(x, width - 14) * 16;
                int start = from + y * fromRow + first * 2;
                int o = to + y * toRow + first;
                FloatVector s0 = bias,
                        s1 = bias,
                        s2 = bias,
                        s3 = bias,
                        s4 = bias,
                        s5 = bias,
                        s6 = bias,
                        s7 = bias,
                        s8 = bias,
                        s9 = bias,
                        s10 = bias,
                        s11 = bias,
                        s12 = bias,
                        s13 = bias;
                int t = WIDTH;
                for (int k = 0; k < offsets.length; k++) {
                    int p = start + offsets[k];
                    IntVector choice = IntVector.fromArray(INDICES, lanes, k * WIDTH);
                    FloatVector v;
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + WIDTH);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 2 * WIDTH);
                    t += 3 * WIDTH;
                    v = choice.selectFrom(FloatVector.fromArray(SPECIES, a, p).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w0, s0);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 16).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w1, s0);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 32).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w2, s0);
                    s1 = v.fma(w0, s1);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 48).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s1 = v.fma(w1, s1);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 64).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s1 = v.fma(w2, s1);
                    s2 = v.fma(w0, s2);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 80).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s2 = v.fma(w1, s2);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 96).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s2 = v.fma(w2, s2);
                    s3 = v.fma(w0, s3);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 112).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s3 = v.fma(w1, s3);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 128).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s3 = v.fma(w2, s3);
                    s4 = v.fma(w0, s4);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 144).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s4 = v.fma(w1, s4);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 160).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s4 = v.fma(w2, s4);
                    s5 = v.fma(w0, s5);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 176).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s5 = v.fma(w1, s5);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 192).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s5 = v.fma(w2, s5);
                    s6 = v.fma(w0, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 208).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s6 = v.fma(w1, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 224).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s6 = v.fma(w2, s6);
                    s7 = v.fma(w0, s7);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 240).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s7 = v.fma(w1, s7);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 256).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s7 = v.fma(w2, s7);
                    s8 = v.fma(w0, s8);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 272).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s8 = v.fma(w1, s8);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 288).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s8 = v.fma(w2, s8);
                    s9 = v.fma(w0, s9);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 304).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s9 = v.fma(w1, s9);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 320).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s9 = v.fma(w2, s9);
                    s10 = v.fma(w0, s10);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 336).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s10 = v.fma(w1, s10);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 352).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s10 = v.fma(w2, s10);
                    s11 = v.fma(w0, s11);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 368).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s11 = v.fma(w1, s11);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 384).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s11 = v.fma(w2, s11);
                    s12 = v.fma(w0, s12);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 400).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s12 = v.fma(w1, s12);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 416).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s12 = v.fma(w2, s12);
                    s13 = v.fma(w0, s13);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 432).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s13 = v.fma(w1, s13);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 448).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s13 = v.fma(w2, s13);
                }
                s0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
                s1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 16);
                s2.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 32);
                s3.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 48);
                s4.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 64);
                s5.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 80);
                s6.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 96);
                s7.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 112);
                s8.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 128);
                s9.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 144);
                s10.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 160);
                s11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 176);
                s12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 192);
                s13.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 208);
            }
        }
    }

    private static void stride2By7(
            float[] a,
            int from,
            int fromRow,
            int[] offsets,
            int[] lanes,
            float[] w,
            int low,
            int high,
            int to,
            int toRow,
            int rows,
            int width) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, 0);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += 7) {
                int first = Math.min(x, width - 7) * 16;
                int start = from + y * fromRow + first * 2;
                int o = to + y * toRow + first;
                FloatVector s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias, s5 = bias, s6 = bias;
                int t = WIDTH;
                for (int k = 0; k < offsets.length; k++) {
                    int p = start + offsets[k];
                    IntVector choice = IntVector.fromArray(INDICES, lanes, k * WIDTH);
                    FloatVector v;
                    FloatVector w0 = FloatVector.fromArray(SPECIES, w, t);
                    FloatVector w1 = FloatVector.fromArray(SPECIES, w, t + WIDTH);
                    FloatVector w2 = FloatVector.fromArray(SPECIES, w, t + 2 * WIDTH);
                    t += 3 * WIDTH;
                    v = choice.selectFrom(FloatVector.fromArray(SPECIES, a, p).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w0, s0);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 16).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w1, s0);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 32).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s0 = v.fma(w2, s0);
                    s1 = v.fma(w0, s1);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 48).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s1 = v.fma(w1, s1);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 64).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s1 = v.fma(w2, s1);
                    s2 = v.fma(w0, s2);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 80).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s2 = v.fma(w1, s2);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 96).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s2 = v.fma(w2, s2);
                    s3 = v.fma(w0, s3);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 112).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s3 = v.fma(w1, s3);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 128).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s3 = v.fma(w2, s3);
                    s4 = v.fma(w0, s4);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 144).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s4 = v.fma(w1, s4);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 160).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s4 = v.fma(w2, s4);
                    s5 = v.fma(w0, s5);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 176).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s5 = v.fma(w1, s5);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 192).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s5 = v.fma(w2, s5);
                    s6 = v.fma(w0, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 208).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s6 = v.fma(w1, s6);
                    v = choice.selectFrom(
                                    FloatVector.fromArray(SPECIES, a, p + 224).reinterpretAsInts())
                            .reinterpretAsFloats();
                    s6 = v.fma(w2, s6);
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
}
