package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * The gradient of an average over regions, where the input's gradient is made of whole blocks; the output's may lie in any way.
 *
 * @param disjoint whether no pixel lies in two regions
 */
record VectorRegionGradient(View outputGradient, VectorPlaces places, boolean disjoint, Partition partition)
        implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the input's gradient is not made of whole blocks. */
    static Optional<Step> prepare(View outputGradient, View inputGradient) {
        double work = 50.0 * inputGradient.height() * inputGradient.width();
        boolean disjoint = inputGradient.height() % outputGradient.height() == 0
                && inputGradient.width() % outputGradient.width() == 0;
        return VectorPlaces.of(inputGradient)
                .map(places -> new VectorRegionGradient(
                        outputGradient, places, disjoint, Partition.byTiles(1, places.count(), work)));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View inputGradient = places.view();
        float[] lanes = Scratch.own().sums(2 * WIDTH);
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            for (int y = 0; y < inputGradient.height() && !disjoint; y++) {
                zero(arena, places.places()[u] + y * inputGradient.rowStride(), inputGradient.width());
            }
            for (int y = 0; y < outputGradient.height(); y++) {
                for (int x = 0; x < outputGradient.width(); x++) {
                    gather(arena, places.channels()[u], outputGradient, y, x, lanes, 0);
                    region(arena, u, y, x, lanes);
                }
            }
        }
        Borders.zero(arena, inputGradient, partition, part, 0, inputGradient.height());
    }

    /** One pixel's values in a vector's lanes, from any layout; zero in dead lanes. */
    static void gather(float[] arena, int[] channels, View view, int row, int column, float[] lanes, int at) {
        for (int lane = 0; lane < WIDTH; lane++) {
            int channel = channels[lane];
            lanes[at + lane] = channel == VectorPlaces.DEAD ? 0f : arena[view.index(channel, row, column)];
        }
    }

    private void region(float[] arena, int vector, int row, int column, float[] lanes) {
        View to = places.view();
        int top = PlainRegionPool.start(row, to.height(), outputGradient.height());
        int bottom = PlainRegionPool.end(row, to.height(), outputGradient.height());
        int left = PlainRegionPool.start(column, to.width(), outputGradient.width());
        int columns = PlainRegionPool.end(column, to.width(), outputGradient.width()) - left;
        float share = 1f / ((bottom - top) * columns);
        for (int y = top; y < bottom; y++) {
            int at = places.places()[vector] + y * to.rowStride() + left * STEP;
            if (disjoint) {
                set(arena, at, columns, lanes, share);
            } else {
                add(arena, at, columns, lanes, share);
            }
        }
    }

    /** Zeros into one row. */
    static void zero(float[] a, int to, int columns) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int x = 0; x < columns * STEP; x += STEP) {
            zero.intoArray(a, to + x);
        }
    }

    private static void set(float[] a, int to, int columns, float[] lanes, float share) {
        FloatVector part = FloatVector.fromArray(SPECIES, lanes, 0).mul(share);
        for (int x = 0; x < columns * STEP; x += STEP) {
            part.intoArray(a, to + x);
        }
    }

    private static void add(float[] a, int to, int columns, float[] lanes, float share) {
        FloatVector part = FloatVector.fromArray(SPECIES, lanes, 0).mul(share);
        for (int x = 0; x < columns * STEP; x += STEP) {
            FloatVector.fromArray(SPECIES, a, to + x).add(part).intoArray(a, to + x);
        }
    }
}
