package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/** A pool where input and output hold the same channels in the same lanes: the taps inside the input, a vector each. */
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
        for (int x = 0; x < p.output().width(); x++) {
            int left = x * p.strideWidth() - p.padLeft();
            int first = firstInside(left, p.dilationWidth());
            int columns = inside(left, p.dilationWidth(), p.kernelWidth(), input.width()) - first;
            int at = from + (left + first * p.dilationWidth()) * STEP;
            if (p.max() && rows == 3 && columns == 3 && columnStep == STEP) {
                maximum3x3(arena, at, rowStep, to + x * STEP);
            } else if (p.max()) {
                maximum(arena, at, rows, rowStep, columns, columnStep, to + x * STEP);
            } else {
                float share = 1f / Math.max(1, rowTaps * PlainPool.columnTaps(p, x));
                mean(arena, at, rows, rowStep, columns, columnStep, to + x * STEP, share);
            }
        }
    }

    /** The first tap at or behind 0. */
    private static int firstInside(int start, int step) {
        return start >= 0 ? 0 : (-start + step - 1) / step;
    }

    /** How many taps lie before the end of the input. */
    private static int inside(int start, int step, int taps, int size) {
        return start >= size ? 0 : Math.min(taps, (size - 1 - start) / step + 1);
    }

    private static void maximum(float[] a, int from, int rows, int rowStep, int columns, int columnStep, int to) {
        FloatVector best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            int at = from + i * rowStep;
            for (int j = 0; j < columns; j++) {
                best = best.max(FloatVector.fromArray(SPECIES, a, at + j * columnStep));
            }
        }
        best.intoArray(a, to);
    }

    /** The usual window, spelled out. */
    private static void maximum3x3(float[] a, int from, int rowStep, int to) {
        FloatVector top = FloatVector.fromArray(SPECIES, a, from)
                .max(FloatVector.fromArray(SPECIES, a, from + STEP))
                .max(FloatVector.fromArray(SPECIES, a, from + 2 * STEP));
        int middleRow = from + rowStep;
        FloatVector middle = FloatVector.fromArray(SPECIES, a, middleRow)
                .max(FloatVector.fromArray(SPECIES, a, middleRow + STEP))
                .max(FloatVector.fromArray(SPECIES, a, middleRow + 2 * STEP));
        int bottomRow = middleRow + rowStep;
        FloatVector bottom = FloatVector.fromArray(SPECIES, a, bottomRow)
                .max(FloatVector.fromArray(SPECIES, a, bottomRow + STEP))
                .max(FloatVector.fromArray(SPECIES, a, bottomRow + 2 * STEP));
        top.max(middle).max(bottom).intoArray(a, to);
    }

    private static void mean(
            float[] a, int from, int rows, int rowStep, int columns, int columnStep, int to, float share) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < rows; i++) {
            int at = from + i * rowStep;
            for (int j = 0; j < columns; j++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, a, at + j * columnStep));
            }
        }
        sum.mul(share).intoArray(a, to);
    }
}
