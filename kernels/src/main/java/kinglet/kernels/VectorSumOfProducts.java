package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * {@link PlainSumOfProducts} where both inputs hold the same channels in the same lanes; the output may lie in any way.
 *
 * @param others where each vector of the left input lies in the right one
 */
record VectorSumOfProducts(VectorPlaces places, View right, int[] others, View output, Partition partition)
        implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(View left, View right, View output) {
        double work = 100.0 * left.height() * left.width();
        return VectorPlaces.of(left)
                .flatMap(places -> places.in(right)
                        .map(others -> new VectorSumOfProducts(
                                places, right, others, output, Partition.byTiles(1, places.count(), work))));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View left = places.view();
        float[] lanes = Scratch.own().sums(2 * WIDTH);
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            Arrays.fill(lanes, 0, 2 * WIDTH, 0f);
            for (int y = 0; y < left.height(); y++) {
                int other = others[u] + y * right.rowStride();
                sum(arena, places.places()[u] + y * left.rowStride(), other, left.width(), lanes);
            }
            for (int lane = 0; lane < WIDTH; lane++) {
                int channel = places.channels()[u][lane];
                if (channel != VectorPlaces.DEAD) {
                    arena[output.index(channel, 0, 0)] = lanes[lane] + lanes[WIDTH + lane];
                }
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    /** One row, into two sums, so that one addition need not wait for the one before it. */
    private static void sum(float[] a, int from, int other, int columns, float[] lanes) {
        FloatVector even = FloatVector.fromArray(SPECIES, lanes, 0);
        FloatVector odd = FloatVector.fromArray(SPECIES, lanes, WIDTH);
        int x = 0;
        for (; x < (columns - 1) * STEP; x += 2 * STEP) {
            even = FloatVector.fromArray(SPECIES, a, from + x).fma(FloatVector.fromArray(SPECIES, a, other + x), even);
            odd = FloatVector.fromArray(SPECIES, a, from + x + STEP)
                    .fma(FloatVector.fromArray(SPECIES, a, other + x + STEP), odd);
        }
        if (x < columns * STEP) {
            even = FloatVector.fromArray(SPECIES, a, from + x).fma(FloatVector.fromArray(SPECIES, a, other + x), even);
        }
        even.intoArray(lanes, 0);
        odd.intoArray(lanes, WIDTH);
    }
}
