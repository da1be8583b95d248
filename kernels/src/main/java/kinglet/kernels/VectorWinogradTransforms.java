package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of the minimal filterings ({@link WinogradTile}), each as one pass over rows and one over columns, through a small array
 * between them. Vectors lie 16 floats apart there.
 */
final class VectorWinogradTransforms {

    private static final int STEP = View.LANES;

    private VectorWinogradTransforms() {}

    /** The rows of a 6x6 patch into {@code w} from {@code to} on. */
    static void inputRows6(float[] a, int from, int rowStep, float[] w, int to) {
        FloatVector four = FloatVector.broadcast(SPECIES, 4f);
        FloatVector minusFour = FloatVector.broadcast(SPECIES, -4f);
        FloatVector minusFive = FloatVector.broadcast(SPECIES, -5f);
        for (int i = 0; i < 6; i++) {
            int p = from + i * rowStep;
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, p);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, p + STEP);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, p + 2 * STEP);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, p + 3 * STEP);
            FloatVector d4 = FloatVector.fromArray(SPECIES, a, p + 4 * STEP);
            FloatVector d5 = FloatVector.fromArray(SPECIES, a, p + 5 * STEP);
            FloatVector even = d2.fma(minusFour, d4);
            FloatVector odd = d1.fma(minusFour, d3);
            FloatVector far = d4.sub(d2);
            FloatVector twice = d3.sub(d1).mul(2f);
            int o = to + i * 6 * STEP;
            d0.fma(four, d2.fma(minusFive, d4)).intoArray(w, o);
            even.add(odd).intoArray(w, o + STEP);
            even.sub(odd).intoArray(w, o + 2 * STEP);
            far.add(twice).intoArray(w, o + 3 * STEP);
            far.sub(twice).intoArray(w, o + 4 * STEP);
            d1.fma(four, d3.fma(minusFive, d5)).intoArray(w, o + 5 * STEP);
        }
    }

    /** The columns of what {@link #inputRows6} left; value (i, j) goes to {@code to + (6 i + j) step}. */
    static void inputColumns6(float[] w, int from, int to, int step) {
        FloatVector four = FloatVector.broadcast(SPECIES, 4f);
        FloatVector minusFour = FloatVector.broadcast(SPECIES, -4f);
        FloatVector minusFive = FloatVector.broadcast(SPECIES, -5f);
        for (int j = 0; j < 6; j++) {
            int p = from + j * STEP;
            FloatVector d0 = FloatVector.fromArray(SPECIES, w, p);
            FloatVector d1 = FloatVector.fromArray(SPECIES, w, p + 6 * STEP);
            FloatVector d2 = FloatVector.fromArray(SPECIES, w, p + 12 * STEP);
            FloatVector d3 = FloatVector.fromArray(SPECIES, w, p + 18 * STEP);
            FloatVector d4 = FloatVector.fromArray(SPECIES, w, p + 24 * STEP);
            FloatVector d5 = FloatVector.fromArray(SPECIES, w, p + 30 * STEP);
            FloatVector even = d2.fma(minusFour, d4);
            FloatVector odd = d1.fma(minusFour, d3);
            FloatVector far = d4.sub(d2);
            FloatVector twice = d3.sub(d1).mul(2f);
            int o = to + j * step;
            d0.fma(four, d2.fma(minusFive, d4)).intoArray(w, o);
            even.add(odd).intoArray(w, o + 6 * step);
            even.sub(odd).intoArray(w, o + 12 * step);
            far.add(twice).intoArray(w, o + 18 * step);
            far.sub(twice).intoArray(w, o + 24 * step);
            d1.fma(four, d3.fma(minusFive, d5)).intoArray(w, o + 30 * step);
        }
    }

    /** The rows of 6x6 products, four values of each; product (i, j) lies at {@code from + (6 i + j) step}. */
    static void outputRows6To4(float[] w, int from, int step, int to) {
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        FloatVector four = FloatVector.broadcast(SPECIES, 4f);
        FloatVector eight = FloatVector.broadcast(SPECIES, 8f);
        for (int i = 0; i < 6; i++) {
            int p = from + 6 * i * step;
            FloatVector m1 = FloatVector.fromArray(SPECIES, w, p + step);
            FloatVector m2 = FloatVector.fromArray(SPECIES, w, p + 2 * step);
            FloatVector m3 = FloatVector.fromArray(SPECIES, w, p + 3 * step);
            FloatVector m4 = FloatVector.fromArray(SPECIES, w, p + 4 * step);
            FloatVector near = m1.add(m2);
            FloatVector nearOdd = m1.sub(m2);
            FloatVector far = m3.add(m4);
            FloatVector farOdd = m3.sub(m4);
            int o = to + 4 * i * STEP;
            FloatVector.fromArray(SPECIES, w, p).add(near).add(far).intoArray(w, o);
            farOdd.fma(two, nearOdd).intoArray(w, o + STEP);
            far.fma(four, near).intoArray(w, o + 2 * STEP);
            farOdd.fma(eight, nearOdd.add(FloatVector.fromArray(SPECIES, w, p + 5 * step)))
                    .intoArray(w, o + 3 * STEP);
        }
    }

    /** The columns of what {@link #outputRows6To4} left, with the bias added and bounds applied, into a 4x4 square of {@code a}. */
    static void outputColumns6To4(
            float[] w, int from, float[] bias, int lanes, int low, int high, float[] a, int to, int rowStep) {
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        FloatVector four = FloatVector.broadcast(SPECIES, 4f);
        FloatVector eight = FloatVector.broadcast(SPECIES, 8f);
        FloatVector b = FloatVector.fromArray(SPECIES, bias, lanes);
        for (int j = 0; j < 4; j++) {
            int p = from + j * STEP;
            FloatVector m0 = FloatVector.fromArray(SPECIES, w, p);
            FloatVector m1 = FloatVector.fromArray(SPECIES, w, p + 4 * STEP);
            FloatVector m2 = FloatVector.fromArray(SPECIES, w, p + 8 * STEP);
            FloatVector m3 = FloatVector.fromArray(SPECIES, w, p + 12 * STEP);
            FloatVector m4 = FloatVector.fromArray(SPECIES, w, p + 16 * STEP);
            FloatVector m5 = FloatVector.fromArray(SPECIES, w, p + 20 * STEP);
            FloatVector near = m1.add(m2).add(b);
            FloatVector nearOdd = m1.sub(m2).add(b);
            FloatVector far = m3.add(m4);
            FloatVector farOdd = m3.sub(m4);
            FloatVector y0 = m0.add(near).add(far);
            FloatVector y1 = farOdd.fma(two, nearOdd);
            FloatVector y2 = far.fma(four, near);
            FloatVector y3 = farOdd.fma(eight, nearOdd.add(m5));
            int o = to + j * STEP;
            y0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
            y1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + rowStep);
            y2.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 2 * rowStep);
            y3.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + 3 * rowStep);
        }
    }

    /** The rows of 6x6 products, two values of each; product (i, j) lies at {@code from + (6 i + j) step}. */
    static void outputRows6To2(float[] w, int from, int step, int to) {
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        for (int i = 0; i < 6; i++) {
            int p = from + 6 * i * step;
            FloatVector m1 = FloatVector.fromArray(SPECIES, w, p + step);
            FloatVector m2 = FloatVector.fromArray(SPECIES, w, p + 2 * step);
            FloatVector m3 = FloatVector.fromArray(SPECIES, w, p + 3 * step);
            FloatVector m4 = FloatVector.fromArray(SPECIES, w, p + 4 * step);
            FloatVector m5 = FloatVector.fromArray(SPECIES, w, p + 5 * step);
            int o = to + 2 * i * STEP;
            FloatVector.fromArray(SPECIES, w, p).add(m1.add(m2)).add(m3.add(m4)).intoArray(w, o);
            m3.sub(m4).fma(two, m1.sub(m2).add(m5)).intoArray(w, o + STEP);
        }
    }

    /** The columns of what {@link #outputRows6To2} left, with the bias added and bounds applied, into a 2x2 square of {@code a}. */
    static void outputColumns6To2(
            float[] w, int from, float[] bias, int lanes, int low, int high, float[] a, int to, int rowStep) {
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        FloatVector b = FloatVector.fromArray(SPECIES, bias, lanes);
        for (int j = 0; j < 2; j++) {
            int p = from + j * STEP;
            FloatVector m1 = FloatVector.fromArray(SPECIES, w, p + 2 * STEP);
            FloatVector m2 = FloatVector.fromArray(SPECIES, w, p + 4 * STEP);
            FloatVector m3 = FloatVector.fromArray(SPECIES, w, p + 6 * STEP);
            FloatVector m4 = FloatVector.fromArray(SPECIES, w, p + 8 * STEP);
            FloatVector m5 = FloatVector.fromArray(SPECIES, w, p + 10 * STEP);
            FloatVector y0 = FloatVector.fromArray(SPECIES, w, p)
                    .add(m1.add(m2))
                    .add(m3.add(m4))
                    .add(b);
            FloatVector y1 = m3.sub(m4).fma(two, m1.sub(m2).add(m5)).add(b);
            int o = to + j * STEP;
            y0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
            y1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + rowStep);
        }
    }

    /** The rows of a 4x4 patch into {@code w} from {@code to} on. */
    static void inputRows4(float[] a, int from, int rowStep, float[] w, int to) {
        for (int i = 0; i < 4; i++) {
            int p = from + i * rowStep;
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, p);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, p + STEP);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, p + 2 * STEP);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, p + 3 * STEP);
            int o = to + i * 4 * STEP;
            d0.sub(d2).intoArray(w, o);
            d1.add(d2).intoArray(w, o + STEP);
            d2.sub(d1).intoArray(w, o + 2 * STEP);
            d3.sub(d1).intoArray(w, o + 3 * STEP);
        }
    }

    /** The columns of what {@link #inputRows4} left; value (i, j) goes to {@code to + (4 i + j) step}. */
    static void inputColumns4(float[] w, int from, int to, int step) {
        for (int j = 0; j < 4; j++) {
            int p = from + j * STEP;
            FloatVector d0 = FloatVector.fromArray(SPECIES, w, p);
            FloatVector d1 = FloatVector.fromArray(SPECIES, w, p + 4 * STEP);
            FloatVector d2 = FloatVector.fromArray(SPECIES, w, p + 8 * STEP);
            FloatVector d3 = FloatVector.fromArray(SPECIES, w, p + 12 * STEP);
            int o = to + j * step;
            d0.sub(d2).intoArray(w, o);
            d1.add(d2).intoArray(w, o + 4 * step);
            d2.sub(d1).intoArray(w, o + 8 * step);
            d3.sub(d1).intoArray(w, o + 12 * step);
        }
    }

    /** The rows of 4x4 products, two values of each; product (i, j) lies at {@code from + (4 i + j) step}. */
    static void outputRows4To2(float[] w, int from, int step, int to) {
        for (int i = 0; i < 4; i++) {
            int p = from + 4 * i * step;
            FloatVector m1 = FloatVector.fromArray(SPECIES, w, p + step);
            FloatVector m2 = FloatVector.fromArray(SPECIES, w, p + 2 * step);
            FloatVector m3 = FloatVector.fromArray(SPECIES, w, p + 3 * step);
            int o = to + 2 * i * STEP;
            FloatVector.fromArray(SPECIES, w, p).add(m1.add(m2)).intoArray(w, o);
            m1.sub(m2).add(m3).intoArray(w, o + STEP);
        }
    }

    /** The columns of what {@link #outputRows4To2} left, with the bias added and bounds applied, into a 2x2 square of {@code a}. */
    static void outputColumns4To2(
            float[] w, int from, float[] bias, int lanes, int low, int high, float[] a, int to, int rowStep) {
        FloatVector b = FloatVector.fromArray(SPECIES, bias, lanes);
        for (int j = 0; j < 2; j++) {
            int p = from + j * STEP;
            FloatVector m1 = FloatVector.fromArray(SPECIES, w, p + 2 * STEP);
            FloatVector m2 = FloatVector.fromArray(SPECIES, w, p + 4 * STEP);
            FloatVector m3 = FloatVector.fromArray(SPECIES, w, p + 6 * STEP);
            FloatVector y0 =
                    FloatVector.fromArray(SPECIES, w, p).add(m1.add(m2)).add(b);
            FloatVector y1 = m1.sub(m2).add(m3).add(b);
            int o = to + j * STEP;
            y0.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o);
            y1.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, o + rowStep);
        }
    }

    /** Moves a rectangle of vectors. */
    static void copy(float[] from, int at, int fromRow, float[] to, int place, int toRow, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                FloatVector.fromArray(SPECIES, from, at + i * fromRow + j * STEP)
                        .intoArray(to, place + i * toRow + j * STEP);
            }
        }
    }
}
