package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Sums over a block's pixels: in vectors of floats over a piece that stays in the nearest cache, and in doubles from piece to piece.
 *
 * <p>Vectors of doubles beside floats of half the width would be exact and nearly as fast. But where the JVM has seen floats of two widths, C2 may
 * compile both ways into any loop of either, and box what comes out: then one loop in ten of the process is as slow as that.
 */
final class VectorTrainingSums {

    private static final int STEP = View.LANES;
    private static final int PIXELS = VectorTrainingValues.PIXELS;
    private static final float[] NONE = new float[0];

    private VectorTrainingSums() {}

    /**
     * {@link TrainingKernels#moments}: sums of distances from the mean of four pixels. A piece adds 16 floats to each of four sums, which costs at
     * most 1e-6 of a result, and 1e-7 as a rule.
     */
    static void moments(float[] stored, int at, int pixels, int lane, double[] means, double[] squares) {
        float[] lanes = Scratch.own().sums(3 * STEP);
        int quarter = pixels / 4 * STEP;
        int first = at + pixels / 8 * STEP;
        for (int u = 0; u < STEP; u += WIDTH) {
            origin(stored, first + u, quarter, lanes, 2 * STEP + u);
        }
        Arrays.fill(means, lane, lane + STEP, 0);
        Arrays.fill(squares, lane, lane + STEP, 0);
        for (int x = 0; x < pixels; x += PIXELS) {
            int count = Math.min(PIXELS, pixels - x);
            for (int u = 0; u < STEP; u += WIDTH) {
                distances(stored, at + x * STEP + u, count, lanes, u);
            }
            add(lanes, means, squares, lane);
        }
        for (int k = 0; k < STEP; k++) {
            double distance = means[lane + k] / pixels;
            squares[lane + k] = Math.max(0, squares[lane + k] - means[lane + k] * distance);
            means[lane + k] = lanes[2 * STEP + k] + distance;
        }
    }

    /** In this order the mean of four equal values is that value. */
    private static void origin(float[] a, int first, int step, float[] lanes, int to) {
        FloatVector one = FloatVector.fromArray(SPECIES, a, first).add(FloatVector.fromArray(SPECIES, a, first + step));
        FloatVector.fromArray(SPECIES, a, first + 2 * step)
                .add(FloatVector.fromArray(SPECIES, a, first + 3 * step))
                .add(one)
                .mul(0.25f)
                .intoArray(lanes, to);
    }

    /** The sums of a piece, and behind them those of the squares; the origin lies behind both. */
    private static void distances(float[] a, int from, int pixels, float[] lanes, int to) {
        FloatVector origin = FloatVector.fromArray(SPECIES, lanes, 2 * STEP + to);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        FloatVector sum2 = FloatVector.zero(SPECIES);
        FloatVector sum3 = FloatVector.zero(SPECIES);
        FloatVector square = FloatVector.zero(SPECIES);
        FloatVector square1 = FloatVector.zero(SPECIES);
        FloatVector square2 = FloatVector.zero(SPECIES);
        FloatVector square3 = FloatVector.zero(SPECIES);
        int x = from;
        for (; x < from + (pixels - 3) * STEP; x += 4 * STEP) {
            FloatVector d = FloatVector.fromArray(SPECIES, a, x).sub(origin);
            FloatVector d1 = FloatVector.fromArray(SPECIES, a, x + STEP).sub(origin);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, x + 2 * STEP).sub(origin);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, x + 3 * STEP).sub(origin);
            sum = d.add(sum);
            sum1 = d1.add(sum1);
            sum2 = d2.add(sum2);
            sum3 = d3.add(sum3);
            square = d.fma(d, square);
            square1 = d1.fma(d1, square1);
            square2 = d2.fma(d2, square2);
            square3 = d3.fma(d3, square3);
        }
        for (; x < from + pixels * STEP; x += STEP) {
            FloatVector d = FloatVector.fromArray(SPECIES, a, x).sub(origin);
            sum = d.add(sum);
            square = d.fma(d, square);
        }
        sum.add(sum1).add(sum2.add(sum3)).intoArray(lanes, to);
        square.add(square1).add(square2.add(square3)).intoArray(lanes, STEP + to);
    }

    /** Adds a piece's sums, and those behind them. */
    private static void add(float[] lanes, double[] sums, double[] others, int lane) {
        for (int k = 0; k < STEP; k++) {
            sums[lane + k] += lanes[k];
            others[lane + k] += lanes[STEP + k];
        }
    }

    /** {@link TrainingKernels#gradientSums} */
    static void gradientSums(
            float[] stored,
            int at,
            float[] gradient,
            int gradientAt,
            int pixels,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            double[] sums,
            double[] products) {
        boolean inPieces = Derivatives.inPieces(activation);
        float[] pieces = inPieces ? Derivatives.pieces(activation) : NONE;
        Scratch own = Scratch.own();
        float[] derivatives = inPieces ? NONE : own.workspace(PIXELS * STEP);
        float[] lanes = own.sums(2 * STEP);
        for (int x = 0; x < pixels; x += PIXELS) {
            int count = Math.min(PIXELS, pixels - x);
            for (int u = 0; u < STEP; u += WIDTH) {
                int from = at + x * STEP + u;
                int other = gradientAt + x * STEP + u;
                int k = lane + u;
                if (inPieces) {
                    pieces(stored, from, gradient, other, count, scale, shift, mean, k, pieces, lanes, u);
                } else {
                    VectorTrainingValues.affine(stored, from, scale, shift, k, derivatives, 0, count);
                    VectorDerivatives.apply(activation, derivatives, count);
                    given(stored, from, gradient, other, count, derivatives, mean, k, lanes, u);
                }
            }
            add(lanes, sums, products, lane);
        }
    }

    /** One pixel after another by turns goes to the one or the other of two sums, so that an addition need not wait for the one before it. */
    private static void pieces(
            float[] stored,
            int from,
            float[] gradient,
            int other,
            int pixels,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            float[] pieces,
            float[] lanes,
            int to) {
        FloatVector scales = FloatVector.fromArray(SPECIES, scale, lane);
        FloatVector shifts = FloatVector.fromArray(SPECIES, shift, lane);
        FloatVector means = FloatVector.fromArray(SPECIES, mean, lane);
        FloatVector low = FloatVector.broadcast(SPECIES, pieces[Derivatives.LOW]);
        FloatVector high = FloatVector.broadcast(SPECIES, pieces[Derivatives.HIGH]);
        FloatVector below = FloatVector.broadcast(SPECIES, pieces[Derivatives.BELOW]);
        FloatVector above = FloatVector.broadcast(SPECIES, pieces[Derivatives.ABOVE]);
        FloatVector level = FloatVector.broadcast(SPECIES, pieces[Derivatives.LEVEL]);
        FloatVector slope = FloatVector.broadcast(SPECIES, pieces[Derivatives.SLOPE]);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        FloatVector product = FloatVector.zero(SPECIES);
        FloatVector product1 = FloatVector.zero(SPECIES);
        int x = 0;
        for (; x < (pixels - 1) * STEP; x += 2 * STEP) {
            FloatVector value = FloatVector.fromArray(SPECIES, stored, from + x);
            FloatVector value1 = FloatVector.fromArray(SPECIES, stored, from + x + STEP);
            FloatVector z = value.fma(scales, shifts);
            FloatVector z1 = value1.fma(scales, shifts);
            FloatVector dz = z.fma(slope, level)
                    .blend(below, z.compare(VectorOperators.LE, low))
                    .blend(above, z.compare(VectorOperators.GE, high));
            FloatVector dy = FloatVector.fromArray(SPECIES, gradient, other + x).mul(dz);
            FloatVector dz1 = z1.fma(slope, level)
                    .blend(below, z1.compare(VectorOperators.LE, low))
                    .blend(above, z1.compare(VectorOperators.GE, high));
            FloatVector dy1 =
                    FloatVector.fromArray(SPECIES, gradient, other + x + STEP).mul(dz1);
            sum = dy.add(sum);
            sum1 = dy1.add(sum1);
            product = value.sub(means).fma(dy, product);
            product1 = value1.sub(means).fma(dy1, product1);
        }
        if (x < pixels * STEP) {
            FloatVector value = FloatVector.fromArray(SPECIES, stored, from + x);
            FloatVector z = value.fma(scales, shifts);
            FloatVector dz = z.fma(slope, level)
                    .blend(below, z.compare(VectorOperators.LE, low))
                    .blend(above, z.compare(VectorOperators.GE, high));
            FloatVector dy = FloatVector.fromArray(SPECIES, gradient, other + x).mul(dz);
            sum = dy.add(sum);
            product = value.sub(means).fma(dy, product);
        }
        sum.add(sum1).intoArray(lanes, to);
        product.add(product1).intoArray(lanes, STEP + to);
    }

    private static void given(
            float[] stored,
            int from,
            float[] gradient,
            int other,
            int pixels,
            float[] derivatives,
            float[] mean,
            int lane,
            float[] lanes,
            int to) {
        FloatVector means = FloatVector.fromArray(SPECIES, mean, lane);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector product = FloatVector.zero(SPECIES);
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector derivative = FloatVector.fromArray(SPECIES, derivatives, x);
            FloatVector dy = FloatVector.fromArray(SPECIES, gradient, other + x).mul(derivative);
            sum = dy.add(sum);
            product =
                    FloatVector.fromArray(SPECIES, stored, from + x).sub(means).fma(dy, product);
        }
        sum.intoArray(lanes, to);
        product.intoArray(lanes, STEP + to);
    }
}
