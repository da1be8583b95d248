package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link TrainingKernels#gradient}, a row of a vector's lanes at a time. Derivatives in pieces are chosen on the way; the others are worked out
 * for a piece that stays in the nearest cache.
 */
final class VectorTrainingGradients {

    private static final int STEP = View.LANES;
    private static final int PIXELS = VectorTrainingValues.PIXELS;
    private static final float[] NONE = new float[0];

    private VectorTrainingGradients() {}

    static void gradient(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            float[] factor,
            float[] slope,
            float[] offset,
            float[] arena,
            Plane to) {
        boolean inPieces = Derivatives.inPieces(activation);
        float[] pieces = inPieces ? Derivatives.pieces(activation) : NONE;
        float[] derivatives = inPieces ? NONE : Scratch.own().workspace(PIXELS * STEP);
        for (int y = 0; y < to.height(); y++) {
            for (int u = 0; u < STEP; u += WIDTH) {
                int row = y * to.width() * STEP + u;
                int from = at + row;
                int other = gradientAt + row;
                int place = to.place() + y * to.rowStride() + u;
                int step = to.pixelStride();
                int k = lane + u;
                if (inPieces) {
                    pieces(
                            stored,
                            from,
                            gradient,
                            other,
                            scale,
                            shift,
                            mean,
                            k,
                            pieces,
                            factor,
                            slope,
                            offset,
                            arena,
                            place,
                            step,
                            to.width());
                    continue;
                }
                for (int x = 0; x < to.width(); x += PIXELS) {
                    int count = Math.min(PIXELS, to.width() - x);
                    int p = x * STEP;
                    VectorTrainingValues.affine(stored, from + p, scale, shift, k, derivatives, 0, count);
                    VectorDerivatives.apply(activation, derivatives, count);
                    given(
                            stored,
                            from + p,
                            gradient,
                            other + p,
                            derivatives,
                            mean,
                            k,
                            factor,
                            slope,
                            offset,
                            arena,
                            place + x * step,
                            step,
                            count);
                }
            }
        }
    }

    private static void pieces(
            float[] stored,
            int from,
            float[] gradient,
            int other,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            float[] pieces,
            float[] factor,
            float[] slope,
            float[] offset,
            float[] a,
            int to,
            int step,
            int pixels) {
        FloatVector scales = FloatVector.fromArray(SPECIES, scale, lane);
        FloatVector shifts = FloatVector.fromArray(SPECIES, shift, lane);
        FloatVector means = FloatVector.fromArray(SPECIES, mean, lane);
        FloatVector slopes = FloatVector.fromArray(SPECIES, slope, lane);
        FloatVector offsets = FloatVector.fromArray(SPECIES, offset, lane);
        FloatVector factors = FloatVector.fromArray(SPECIES, factor, lane);
        FloatVector low = FloatVector.broadcast(SPECIES, pieces[Derivatives.LOW]);
        FloatVector high = FloatVector.broadcast(SPECIES, pieces[Derivatives.HIGH]);
        FloatVector below = factors.mul(pieces[Derivatives.BELOW]);
        FloatVector above = factors.mul(pieces[Derivatives.ABOVE]);
        FloatVector level = factors.mul(pieces[Derivatives.LEVEL]);
        FloatVector steep = factors.mul(pieces[Derivatives.SLOPE]);
        for (int x = 0; x < pixels; x++) {
            FloatVector value = FloatVector.fromArray(SPECIES, stored, from + x * STEP);
            FloatVector z = value.fma(scales, shifts);
            FloatVector derivative = z.fma(steep, level)
                    .blend(below, z.compare(VectorOperators.LE, low))
                    .blend(above, z.compare(VectorOperators.GE, high));
            FloatVector rest = value.sub(means).fma(slopes, offsets);
            FloatVector.fromArray(SPECIES, gradient, other + x * STEP)
                    .fma(derivative, rest)
                    .intoArray(a, to + x * step);
        }
    }

    private static void given(
            float[] stored,
            int from,
            float[] gradient,
            int other,
            float[] derivatives,
            float[] mean,
            int lane,
            float[] factor,
            float[] slope,
            float[] offset,
            float[] a,
            int to,
            int step,
            int pixels) {
        FloatVector means = FloatVector.fromArray(SPECIES, mean, lane);
        FloatVector slopes = FloatVector.fromArray(SPECIES, slope, lane);
        FloatVector offsets = FloatVector.fromArray(SPECIES, offset, lane);
        FloatVector factors = FloatVector.fromArray(SPECIES, factor, lane);
        for (int x = 0; x < pixels; x++) {
            FloatVector value = FloatVector.fromArray(SPECIES, stored, from + x * STEP);
            FloatVector rest = value.sub(means).fma(slopes, offsets);
            FloatVector derivative =
                    FloatVector.fromArray(SPECIES, derivatives, x * STEP).mul(factors);
            FloatVector.fromArray(SPECIES, gradient, other + x * STEP)
                    .fma(derivative, rest)
                    .intoArray(a, to + x * step);
        }
    }
}
