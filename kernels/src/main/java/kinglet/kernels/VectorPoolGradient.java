package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link PlainPoolGradient} where all views hold the same channels in the same lanes. A window's taps are one loop, whatever its rows and columns:
 * vectors that are carried around two loops are boxed in one process of five.
 *
 * @param inputs where each vector lies in the pool's input; read for a maximum alone
 * @param gradients where each vector lies in the output's gradient
 */
record VectorPoolGradient(
        Pooling pooling, View outputGradient, VectorPlaces places, int[] inputs, int[] gradients, Partition partition)
        implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(Pooling p, View outputGradient, View inputGradient) {
        Optional<VectorPlaces> places = VectorPlaces.of(inputGradient);
        Optional<int[]> inputs = places.flatMap(v -> v.in(p.max() ? p.input() : inputGradient));
        Optional<int[]> gradients = places.flatMap(v -> v.in(outputGradient));
        if (inputs.isEmpty() || gradients.isEmpty()) {
            return Optional.empty();
        }
        double taps = p.kernelHeight() * p.kernelWidth();
        double work = 200.0 * taps * outputGradient.height() * outputGradient.width();
        Partition partition = Partition.byTiles(1, places.get().count(), work);
        return Optional.of(
                new VectorPoolGradient(p, outputGradient, places.get(), inputs.get(), gradients.get(), partition));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View inputGradient = places.view();
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            for (int y = 0; y < inputGradient.height(); y++) {
                int row = places.places()[u] + y * inputGradient.rowStride();
                VectorRegionGradient.zero(arena, row, inputGradient.width());
            }
            for (int y = 0; y < outputGradient.height(); y++) {
                row(arena, u, y);
            }
        }
        Borders.zero(arena, inputGradient, partition, part, 0, inputGradient.height());
    }

    private void row(float[] arena, int vector, int row) {
        Pooling p = pooling;
        View to = places.view();
        int top = row * p.strideHeight() - p.padTop();
        int firstRow = VectorPool.firstInside(top, p.dilationHeight());
        int rows = VectorPool.inside(top, p.dilationHeight(), p.kernelHeight(), to.height()) - firstRow;
        int inside = top + firstRow * p.dilationHeight();
        int rowTaps = PlainPool.rowTaps(p, row);
        int columnStep = p.dilationWidth() * STEP;
        for (int x = 0; x < outputGradient.width(); x++) {
            int left = x * p.strideWidth() - p.padLeft();
            int first = VectorPool.firstInside(left, p.dilationWidth());
            int columns = VectorPool.inside(left, p.dilationWidth(), p.kernelWidth(), to.width()) - first;
            if (rows <= 0 || columns <= 0) {
                continue;
            }
            int column = (left + first * p.dilationWidth()) * STEP;
            int gradient = gradients[vector] + row * outputGradient.rowStride() + x * STEP;
            int at = places.places()[vector] + inside * to.rowStride() + column;
            int skip = p.dilationHeight() * to.rowStride() - columns * columnStep;
            if (p.max()) {
                View input = p.input();
                int from = inputs[vector] + inside * input.rowStride() + column;
                int inputSkip = p.dilationHeight() * input.rowStride() - columns * columnStep;
                maximum(arena, from, inputSkip, at, skip, rows * columns, columns, columnStep, gradient);
            } else {
                float share = 1f / Math.max(1, rowTaps * PlainPool.columnTaps(p, x));
                mean(arena, at, skip, rows * columns, columns, columnStep, gradient, share);
            }
        }
    }

    /** What is left of the gradient goes, lane by lane, to the first pixel that has the window's maximum. */
    private static void maximum(
            float[] a,
            int from,
            int fromSkip,
            int to,
            int toSkip,
            int taps,
            int columns,
            int columnStep,
            int gradient) {
        FloatVector best = FloatVector.fromArray(SPECIES, a, from);
        int at = from;
        for (int k = 1, column = 1; k < taps; k++, column++) {
            if (column == columns) {
                at += fromSkip;
                column = 0;
            }
            at += columnStep;
            FloatVector x = FloatVector.fromArray(SPECIES, a, at);
            best = x.blend(best, x.compare(VectorOperators.GT, best).not());
        }
        FloatVector left = FloatVector.fromArray(SPECIES, a, gradient);
        FloatVector zero = FloatVector.zero(SPECIES);
        int source = from;
        int target = to;
        for (int k = 0, column = 0; k < taps; k++, column++) {
            if (column == columns) {
                source += fromSkip;
                target += toSkip;
                column = 0;
            }
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, a, source).compare(VectorOperators.EQ, best);
            FloatVector sum = FloatVector.fromArray(SPECIES, a, target);
            sum.blend(sum.add(left), here).intoArray(a, target);
            left = zero.blend(left, here.not());
            source += columnStep;
            target += columnStep;
        }
    }

    private static void mean(
            float[] a, int to, int skip, int taps, int columns, int columnStep, int gradient, float share) {
        FloatVector part = FloatVector.fromArray(SPECIES, a, gradient).mul(share);
        int target = to;
        for (int k = 0, column = 0; k < taps; k++, column++) {
            if (column == columns) {
                target += skip;
                column = 0;
            }
            FloatVector.fromArray(SPECIES, a, target).add(part).intoArray(a, target);
            target += columnStep;
        }
    }
}
