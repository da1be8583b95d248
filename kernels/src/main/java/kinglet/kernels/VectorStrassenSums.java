package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The sums before and after the seven products of Winograd's form of Strassen's algorithm. Vectors lie 16 floats apart. */
final class VectorStrassenSums {

    private static final int STEP = View.LANES;

    private VectorStrassenSums() {}

    /**
     * The left sides of the products, {@code step} floats apart in {@code w}: A11, A12, S4, A22, S1, S2, S3.
     *
     * @param pixels place of each pixel; {@code count} from {@code upper} on are above, {@code count} from {@code lower} on below
     * @param left place of the vector of the first half of the channels
     * @param right that of the second
     * @param live 1 for the lanes of both vectors that hold a channel, 0 for those that may hold anything
     */
    static void split(
            float[] a,
            int[] pixels,
            int upper,
            int lower,
            int count,
            int left,
            int right,
            float[] live,
            int liveLeft,
            int liveRight,
            float[] w,
            int to,
            int step) {
        FloatVector l = FloatVector.fromArray(SPECIES, live, liveLeft);
        FloatVector r = FloatVector.fromArray(SPECIES, live, liveRight);
        for (int i = 0; i < count; i++) {
            int above = pixels[upper + i];
            int below = pixels[lower + i];
            int o = to + i * STEP;
            FloatVector a11 = FloatVector.fromArray(SPECIES, a, above + left).mul(l);
            FloatVector a12 = FloatVector.fromArray(SPECIES, a, above + right).mul(r);
            FloatVector a21 = FloatVector.fromArray(SPECIES, a, below + left).mul(l);
            FloatVector a22 = FloatVector.fromArray(SPECIES, a, below + right).mul(r);
            FloatVector s1 = a21.add(a22);
            FloatVector s2 = s1.sub(a11);
            a11.intoArray(w, o);
            a12.intoArray(w, o + step);
            a12.sub(s2).intoArray(w, o + 2 * step);
            a22.intoArray(w, o + 3 * step);
            s1.intoArray(w, o + 4 * step);
            s2.intoArray(w, o + 5 * step);
            a11.sub(a21).intoArray(w, o + 6 * step);
        }
    }

    /** The results of a vector of the first half of the outputs and one of the second, from the seven products {@code step} floats apart. */
    static void join(
            float[] w,
            int from,
            int step,
            int[] pixels,
            int upper,
            int lower,
            int count,
            float[] bias,
            int biasLeft,
            int biasRight,
            int low,
            int high,
            float[] a,
            int left,
            float[] b,
            int right) {
        FloatVector bl = FloatVector.fromArray(SPECIES, bias, biasLeft);
        FloatVector br = FloatVector.fromArray(SPECIES, bias, biasRight);
        for (int i = 0; i < count; i++) {
            int above = pixels[upper + i];
            int below = pixels[lower + i];
            int p = from + i * STEP;
            FloatVector p1 = FloatVector.fromArray(SPECIES, w, p);
            FloatVector p5 = FloatVector.fromArray(SPECIES, w, p + 4 * step);
            FloatVector u2 = p1.add(FloatVector.fromArray(SPECIES, w, p + 5 * step));
            FloatVector u3 = u2.add(FloatVector.fromArray(SPECIES, w, p + 6 * step));
            FloatVector c11 =
                    p1.add(FloatVector.fromArray(SPECIES, w, p + step)).add(bl);
            FloatVector c12 = u2.add(p5)
                    .add(FloatVector.fromArray(SPECIES, w, p + 2 * step))
                    .add(br);
            FloatVector c21 =
                    u3.sub(FloatVector.fromArray(SPECIES, w, p + 3 * step)).add(bl);
            FloatVector c22 = u3.add(p5).add(br);
            c11.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, above + left);
            c12.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(b, above + right);
            c21.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, below + left);
            c22.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(b, below + right);
        }
    }
}
