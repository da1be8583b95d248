package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SHORTS;
import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Four vectors of sums of a fully connected layer, or one. */
final class VectorMatvecRows {

    private VectorMatvecRows() {}

    /** Two inputs at a time into eight sums: one sum alone would wait for itself. */
    static void multiply(float[] a, int[] offsets, float[] w, float[] sums) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, w, WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, w, 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, w, 3 * WIDTH);
        FloatVector t0 = FloatVector.zero(SPECIES);
        FloatVector t1 = t0;
        FloatVector t2 = t0;
        FloatVector t3 = t0;
        int at = 4 * WIDTH;
        int k = 0;
        for (; k < offsets.length - 1; k += 2, at += 8 * WIDTH) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[offsets[k]]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, w, at), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, w, at + WIDTH), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH), s3);
            FloatVector y = FloatVector.broadcast(SPECIES, a[offsets[k + 1]]);
            t0 = y.fma(FloatVector.fromArray(SPECIES, w, at + 4 * WIDTH), t0);
            t1 = y.fma(FloatVector.fromArray(SPECIES, w, at + 5 * WIDTH), t1);
            t2 = y.fma(FloatVector.fromArray(SPECIES, w, at + 6 * WIDTH), t2);
            t3 = y.fma(FloatVector.fromArray(SPECIES, w, at + 7 * WIDTH), t3);
        }
        for (; k < offsets.length; k++, at += 4 * WIDTH) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[offsets[k]]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, w, at), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, w, at + WIDTH), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH), s3);
        }
        s0.add(t0).intoArray(sums, 0);
        s1.add(t1).intoArray(sums, WIDTH);
        s2.add(t2).intoArray(sums, 2 * WIDTH);
        s3.add(t3).intoArray(sums, 3 * WIDTH);
    }

    /** One vector: four inputs at a time. */
    static void multiplyOne(float[] a, int[] offsets, float[] w, float[] sums) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, w, 0);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = s1;
        FloatVector s3 = s1;
        int at = WIDTH;
        int k = 0;
        for (; k < offsets.length - 3; k += 4, at += 4 * WIDTH) {
            s0 = FloatVector.broadcast(SPECIES, a[offsets[k]]).fma(FloatVector.fromArray(SPECIES, w, at), s0);
            s1 = FloatVector.broadcast(SPECIES, a[offsets[k + 1]])
                    .fma(FloatVector.fromArray(SPECIES, w, at + WIDTH), s1);
            s2 = FloatVector.broadcast(SPECIES, a[offsets[k + 2]])
                    .fma(FloatVector.fromArray(SPECIES, w, at + 2 * WIDTH), s2);
            s3 = FloatVector.broadcast(SPECIES, a[offsets[k + 3]])
                    .fma(FloatVector.fromArray(SPECIES, w, at + 3 * WIDTH), s3);
        }
        for (; k < offsets.length; k++, at += WIDTH) {
            s0 = FloatVector.broadcast(SPECIES, a[offsets[k]]).fma(FloatVector.fromArray(SPECIES, w, at), s0);
        }
        s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    }

    /** Weights of 16 bits: the sums are scaled at the end. */
    static void multiply(float[] a, int[] offsets, short[] w, float[] scales, float[] bias, float[] sums) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector t0 = s0;
        FloatVector t1 = s0;
        FloatVector t2 = s0;
        FloatVector t3 = s0;
        int at = 0;
        int k = 0;
        for (; k < offsets.length - 1; k += 2, at += 8 * WIDTH) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[offsets[k]]);
            s0 = x.fma(wide(w, at), s0);
            s1 = x.fma(wide(w, at + WIDTH), s1);
            s2 = x.fma(wide(w, at + 2 * WIDTH), s2);
            s3 = x.fma(wide(w, at + 3 * WIDTH), s3);
            FloatVector y = FloatVector.broadcast(SPECIES, a[offsets[k + 1]]);
            t0 = y.fma(wide(w, at + 4 * WIDTH), t0);
            t1 = y.fma(wide(w, at + 5 * WIDTH), t1);
            t2 = y.fma(wide(w, at + 6 * WIDTH), t2);
            t3 = y.fma(wide(w, at + 7 * WIDTH), t3);
        }
        for (; k < offsets.length; k++, at += 4 * WIDTH) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[offsets[k]]);
            s0 = x.fma(wide(w, at), s0);
            s1 = x.fma(wide(w, at + WIDTH), s1);
            s2 = x.fma(wide(w, at + 2 * WIDTH), s2);
            s3 = x.fma(wide(w, at + 3 * WIDTH), s3);
        }
        s0.add(t0)
                .fma(FloatVector.fromArray(SPECIES, scales, 0), FloatVector.fromArray(SPECIES, bias, 0))
                .intoArray(sums, 0);
        s1.add(t1)
                .fma(FloatVector.fromArray(SPECIES, scales, WIDTH), FloatVector.fromArray(SPECIES, bias, WIDTH))
                .intoArray(sums, WIDTH);
        s2.add(t2)
                .fma(FloatVector.fromArray(SPECIES, scales, 2 * WIDTH), FloatVector.fromArray(SPECIES, bias, 2 * WIDTH))
                .intoArray(sums, 2 * WIDTH);
        s3.add(t3)
                .fma(FloatVector.fromArray(SPECIES, scales, 3 * WIDTH), FloatVector.fromArray(SPECIES, bias, 3 * WIDTH))
                .intoArray(sums, 3 * WIDTH);
    }

    private static FloatVector wide(short[] w, int at) {
        return (FloatVector) ShortVector.fromArray(SHORTS, w, at).convertShape(VectorOperators.S2F, SPECIES, 0);
    }
}
