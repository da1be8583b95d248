package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/** {@link PlainRegionPool} over an input of whole blocks; the output may lie in any way. */
record VectorRegionPool(VectorPlaces places, View output, boolean max, Partition partition) implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the input is not made of whole blocks. */
    static Optional<Step> prepare(View input, View output, boolean max) {
        double work = 50.0 * input.height() * input.width() / output.height();
        return VectorPlaces.of(input)
                .map(places -> new VectorRegionPool(
                        places, output, max, Partition.byTiles(output.height(), places.count(), work)));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        float[] lanes = Scratch.own().sums(2 * WIDTH);
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
                for (int x = 0; x < output.width(); x++) {
                    region(arena, u, y, x, lanes);
                    store(arena, places.channels()[u], y, x, lanes);
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    private void region(float[] arena, int vector, int row, int column, float[] lanes) {
        View input = places.view();
        int top = PlainRegionPool.start(row, input.height(), output.height());
        int rows = PlainRegionPool.end(row, input.height(), output.height()) - top;
        int left = PlainRegionPool.start(column, input.width(), output.width());
        int columns = PlainRegionPool.end(column, input.width(), output.width()) - left;
        int from = places.places()[vector] + top * input.rowStride() + left * STEP;
        Arrays.fill(lanes, 0, 2 * WIDTH, max ? Float.NEGATIVE_INFINITY : 0f);
        for (int i = 0; i < rows; i++) {
            int at = from + i * input.rowStride();
            if (max) {
                maximum(arena, at, columns, lanes);
            } else {
                sum(arena, at, columns, lanes);
            }
        }
        if (!max) {
            mean(lanes, rows * columns);
        }
    }

    private void store(float[] arena, int[] channels, int row, int column, float[] lanes) {
        for (int lane = 0; lane < WIDTH; lane++) {
            if (channels[lane] != VectorPlaces.DEAD) {
                arena[output.index(channels[lane], row, column)] = lanes[lane];
            }
        }
    }

    /**
     * One row. The result so far lies in an array: a vector that is carried around two loops is boxed in one process of five; and it is an
     * argument, for the compiler does not know its class, as it does that of a vector just read.
     */
    static void maximum(float[] a, int from, int columns, float[] lanes) {
        FloatVector best = FloatVector.fromArray(SPECIES, lanes, 0);
        for (int x = 0; x < columns; x++) {
            best = FloatVector.fromArray(SPECIES, a, from + x * STEP).max(best);
        }
        best.intoArray(lanes, 0);
    }

    /** One row, into two sums, so that one addition need not wait for the one before it. */
    private static void sum(float[] a, int from, int columns, float[] lanes) {
        FloatVector even = FloatVector.fromArray(SPECIES, lanes, 0);
        FloatVector odd = FloatVector.fromArray(SPECIES, lanes, WIDTH);
        int x = 0;
        for (; x < columns - 1; x += 2) {
            even = FloatVector.fromArray(SPECIES, a, from + x * STEP).add(even);
            odd = FloatVector.fromArray(SPECIES, a, from + (x + 1) * STEP).add(odd);
        }
        if (x < columns) {
            even = FloatVector.fromArray(SPECIES, a, from + x * STEP).add(even);
        }
        even.intoArray(lanes, 0);
        odd.intoArray(lanes, WIDTH);
    }

    private static void mean(float[] lanes, int pixels) {
        FloatVector.fromArray(SPECIES, lanes, 0)
                .add(FloatVector.fromArray(SPECIES, lanes, WIDTH))
                .div(pixels)
                .intoArray(lanes, 0);
    }
}
