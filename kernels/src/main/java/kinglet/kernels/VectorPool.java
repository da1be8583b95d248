package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A pool where input and output hold the same channels in the same lanes: the taps inside the input, a vector each. The maximum is a comparison
 * and a choice, two instructions where the float maximum takes six; so a NaN loses unless it comes first.
 */
record VectorPool(Pooling pooling, VectorPlaces places, int[] sources, Partition partition) implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(Pooling p) {
        View output = p.output();
        double work = 100.0 * p.kernelHeight() * p.kernelWidth() * output.width();
        return VectorPlaces.of(output)
                .flatMap(places -> places.in(p.input())
                        .map(sources -> new VectorPool(
                                p, places, sources, Partition.byRows(output.height(), places.count(), work))));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
                row(arena, u, y);
            }
        }
        Borders.zero(arena, pooling.output(), partition, part);
    }

    private void row(float[] arena, int vector, int row) {
        Pooling p = pooling;
        View input = p.input();
        int top = row * p.strideHeight() - p.padTop();
        int firstRow = firstInside(top, p.dilationHeight());
        int rows = inside(top, p.dilationHeight(), p.kernelHeight(), input.height()) - firstRow;
        int from = sources[vector] + (top + firstRow * p.dilationHeight()) * input.rowStride();
        int rowStep = p.dilationHeight() * input.rowStride();
        int columnStep = p.dilationWidth() * STEP;
        int to = places.places()[vector] + row * p.output().rowStride();
        int rowTaps = PlainPool.rowTaps(p, row);
        boolean usual = p.max() && rows == 3 && p.kernelWidth() == 3 && columnStep == STEP;
        for (int x = 0; x < p.output().width(); x++) {
            int left = x * p.strideWidth() - p.padLeft();
            if (usual && left >= 0 && left + 3 <= input.width()) {
                maximum3x3(arena, from + left * STEP, rowStep, to + x * STEP);
                continue;
            }
            int first = firstInside(left, p.dilationWidth());
            int columns = inside(left, p.dilationWidth(), p.kernelWidth(), input.width()) - first;
            int at = from + (left + first * p.dilationWidth()) * STEP;
            if (p.max()) {
                maximum(arena, at, rows, rowStep, columns, columnStep, to + x * STEP);
            } else {
                float share = 1f / Math.max(1, rowTaps * PlainPool.columnTaps(p, x));
                mean(arena, at, rows, rowStep, columns, columnStep, to + x * STEP, share);
            }
        }
    }

    /** The first tap at or behind 0. */
    static int firstInside(int start, int step) {
        return start >= 0 ? 0 : (-start + step - 1) / step;
    }

    /** How many taps lie before the end of the input. */
    static int inside(int start, int step, int taps, int size) {
        return start >= size ? 0 : Math.min(taps, (size - 1 - start) / step + 1);
    }

    /** The result so far lies in the arena: a vector that is carried around two loops is boxed in one process of five. */
    private static void maximum(float[] a, int from, int rows, int rowStep, int columns, int columnStep, int to) {
        if (rows <= 0 || columns <= 0) {
            FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY).intoArray(a, to);
            return;
        }
        int best = from;
        for (int i = 0; i < rows; i++) {
            for (int j = i == 0 && rows * columns > 1 ? 1 : 0; j < columns; j++) {
                larger(a, best, from + i * rowStep + j * columnStep, to);
                best = to;
            }
        }
    }

    private static void larger(float[] a, int one, int other, int to) {
        FloatVector best = FloatVector.fromArray(SPECIES, a, one);
        FloatVector x = FloatVector.fromArray(SPECIES, a, other);
        best.blend(x, best.compare(VectorOperators.LT, x)).intoArray(a, to);
    }

    /** The usual window, spelled out. */
    private static void maximum3x3(float[] a, int from, int rowStep, int to) {
        int middle = from + rowStep;
        int bottom = middle + rowStep;
        FloatVector best = FloatVector.fromArray(SPECIES, a, from);
        FloatVector x = FloatVector.fromArray(SPECIES, a, from + STEP);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, from + 2 * STEP);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, middle);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, middle + STEP);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, middle + 2 * STEP);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, bottom);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, bottom + STEP);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        x = FloatVector.fromArray(SPECIES, a, bottom + 2 * STEP);
        best = best.blend(x, best.compare(VectorOperators.LT, x));
        best.intoArray(a, to);
    }

    private static void mean(
            float[] a, int from, int rows, int rowStep, int columns, int columnStep, int to, float share) {
        if (rows == 2 && columns == 2) {
            mean2x2(a, from, from + rowStep, columnStep, to, share);
        } else if (rows == 3 && columns == 3) {
            mean3x3(a, from, from + rowStep, from + 2 * rowStep, columnStep, to, share);
        } else {
            sum(a, from, rows, rowStep, columns, columnStep, to);
            FloatVector.fromArray(SPECIES, a, to).mul(share).intoArray(a, to);
        }
    }

    private static void sum(float[] a, int from, int rows, int rowStep, int columns, int columnStep, int to) {
        FloatVector.zero(SPECIES).intoArray(a, to);
        for (int i = 0; i < rows; i++) {
            int at = from + i * rowStep;
            for (int j = 0; j < columns; j++) {
                FloatVector x = FloatVector.fromArray(SPECIES, a, at + j * columnStep);
                FloatVector.fromArray(SPECIES, a, to).add(x).intoArray(a, to);
            }
        }
    }

    /** The usual windows, spelled out. */
    private static void mean2x2(float[] a, int top, int bottom, int step, int to, float share) {
        FloatVector.fromArray(SPECIES, a, top)
                .add(FloatVector.fromArray(SPECIES, a, top + step))
                .add(FloatVector.fromArray(SPECIES, a, bottom))
                .add(FloatVector.fromArray(SPECIES, a, bottom + step))
                .mul(share)
                .intoArray(a, to);
    }

    private static void mean3x3(float[] a, int top, int middle, int bottom, int step, int to, float share) {
        FloatVector.fromArray(SPECIES, a, top)
                .add(FloatVector.fromArray(SPECIES, a, top + step))
                .add(FloatVector.fromArray(SPECIES, a, top + 2 * step))
                .add(FloatVector.fromArray(SPECIES, a, middle))
                .add(FloatVector.fromArray(SPECIES, a, middle + step))
                .add(FloatVector.fromArray(SPECIES, a, middle + 2 * step))
                .add(FloatVector.fromArray(SPECIES, a, bottom))
                .add(FloatVector.fromArray(SPECIES, a, bottom + step))
                .add(FloatVector.fromArray(SPECIES, a, bottom + 2 * step))
                .mul(share)
                .intoArray(a, to);
    }
}
