package kinglet.kernels;

import static kinglet.kernels.VectorLanes.DOUBLES;
import static kinglet.kernels.VectorLanes.HALVES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Sums over a block's pixels in vectors of doubles, of half as many lanes. Between pieces, which stay in the nearest cache while one vector of lanes
 * follows another, the sums lie in their arrays.
 */
final class VectorTrainingSums {

    private static final int STEP = View.LANES;
    private static final int PIXELS = VectorTrainingValues.PIXELS;
    private static final int HALF = HALVES.length();

    private VectorTrainingSums() {}

    /** {@link TrainingKernels#moments}: sums of distances from the first pixel, which doubles hold exactly. */
    static void moments(float[] stored, int at, int pixels, int lane, double[] means, double[] squares) {
        Arrays.fill(means, lane, lane + STEP, 0);
        Arrays.fill(squares, lane, lane + STEP, 0);
        for (int x = 0; x < pixels; x += PIXELS) {
            int count = Math.min(PIXELS, pixels - x);
            for (int u = 0; u < STEP; u += HALF) {
                distances(stored, at + x * STEP + u, count, at + u, means, squares, lane + u);
            }
        }
        for (int k = 0; k < STEP; k++) {
            double distance = means[lane + k] / pixels;
            squares[lane + k] = Math.max(0, squares[lane + k] - means[lane + k] * distance);
            means[lane + k] = stored[at + k] + distance;
        }
    }

    /** Two sums of each kind, so that one addition need not wait for the one before it. */
    private static void distances(
            float[] a, int from, int pixels, int origin, double[] sums, double[] squares, int lane) {
        DoubleVector zero =
                (DoubleVector) FloatVector.fromArray(HALVES, a, origin).convertShape(VectorOperators.F2D, DOUBLES, 0);
        DoubleVector evenSum = DoubleVector.fromArray(DOUBLES, sums, lane);
        DoubleVector evenSquare = DoubleVector.fromArray(DOUBLES, squares, lane);
        DoubleVector oddSum = DoubleVector.zero(DOUBLES);
        DoubleVector oddSquare = DoubleVector.zero(DOUBLES);
        int x = 0;
        for (; x < pixels - 1; x += 2) {
            DoubleVector even = (DoubleVector)
                    FloatVector.fromArray(HALVES, a, from + x * STEP).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector odd = (DoubleVector) FloatVector.fromArray(HALVES, a, from + (x + 1) * STEP)
                    .convertShape(VectorOperators.F2D, DOUBLES, 0);
            even = even.sub(zero);
            odd = odd.sub(zero);
            evenSum = evenSum.add(even);
            oddSum = oddSum.add(odd);
            evenSquare = even.fma(even, evenSquare);
            oddSquare = odd.fma(odd, oddSquare);
        }
        if (x < pixels) {
            DoubleVector last = (DoubleVector)
                    FloatVector.fromArray(HALVES, a, from + x * STEP).convertShape(VectorOperators.F2D, DOUBLES, 0);
            last = last.sub(zero);
            evenSum = evenSum.add(last);
            evenSquare = last.fma(last, evenSquare);
        }
        evenSum.add(oddSum).intoArray(sums, lane);
        evenSquare.add(oddSquare).intoArray(squares, lane);
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
        boolean steps = Derivatives.steps(activation);
        float[] derivatives = Scratch.own().workspace(PIXELS * STEP);
        for (int x = 0; x < pixels; x += PIXELS) {
            int count = Math.min(PIXELS, pixels - x);
            int from = at + x * STEP;
            int other = gradientAt + x * STEP;
            for (int u = 0; u < STEP; u += steps ? HALF : WIDTH) {
                int k = lane + u;
                if (steps) {
                    steps(
                            stored,
                            from + u,
                            gradient,
                            other + u,
                            count,
                            scale,
                            shift,
                            mean,
                            k,
                            activation,
                            sums,
                            products);
                    continue;
                }
                VectorTrainingValues.affine(stored, from + u, scale, shift, k, derivatives, count);
                VectorDerivatives.apply(activation, derivatives, count);
                given(stored, from + u, gradient, other + u, count, derivatives, 0, mean, k, sums, products);
                given(
                        stored,
                        from + u + HALF,
                        gradient,
                        other + u + HALF,
                        count,
                        derivatives,
                        HALF,
                        mean,
                        k + HALF,
                        sums,
                        products);
            }
        }
    }

    private static void steps(
            float[] stored,
            int from,
            float[] gradient,
            int other,
            int pixels,
            float[] scale,
            float[] shift,
            float[] mean,
            int lane,
            Post activation,
            double[] sums,
            double[] products) {
        FloatVector scales = FloatVector.fromArray(HALVES, scale, lane);
        FloatVector shifts = FloatVector.fromArray(HALVES, shift, lane);
        FloatVector means = FloatVector.fromArray(HALVES, mean, lane);
        FloatVector low = FloatVector.broadcast(HALVES, Derivatives.low(activation));
        FloatVector high = FloatVector.broadcast(HALVES, Derivatives.high(activation));
        FloatVector inside = FloatVector.broadcast(HALVES, Derivatives.inside(activation));
        FloatVector outside = FloatVector.broadcast(HALVES, Derivatives.outside(activation));
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, lane);
        DoubleVector product = DoubleVector.fromArray(DOUBLES, products, lane);
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector value = FloatVector.fromArray(HALVES, stored, from + x);
            FloatVector z = value.fma(scales, shifts);
            VectorMask<Float> between = z.compare(VectorOperators.GT, low).and(z.compare(VectorOperators.LT, high));
            FloatVector dy = FloatVector.fromArray(HALVES, gradient, other + x).mul(outside.blend(inside, between));
            DoubleVector wide = (DoubleVector) dy.convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector distance = (DoubleVector) value.sub(means).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sum = sum.add(wide);
            product = wide.fma(distance, product);
        }
        sum.intoArray(sums, lane);
        product.intoArray(products, lane);
    }

    private static void given(
            float[] stored,
            int from,
            float[] gradient,
            int other,
            int pixels,
            float[] derivatives,
            int at,
            float[] mean,
            int lane,
            double[] sums,
            double[] products) {
        FloatVector means = FloatVector.fromArray(HALVES, mean, lane);
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, lane);
        DoubleVector product = DoubleVector.fromArray(DOUBLES, products, lane);
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector derivative = FloatVector.fromArray(HALVES, derivatives, at + x);
            FloatVector dy = FloatVector.fromArray(HALVES, gradient, other + x).mul(derivative);
            DoubleVector wide = (DoubleVector) dy.convertShape(VectorOperators.F2D, DOUBLES, 0);
            FloatVector value = FloatVector.fromArray(HALVES, stored, from + x);
            DoubleVector distance = (DoubleVector) value.sub(means).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sum = sum.add(wide);
            product = wide.fma(distance, product);
        }
        sum.intoArray(sums, lane);
        product.intoArray(products, lane);
    }
}
