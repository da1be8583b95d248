package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The gradient of a global maximum, where input and its gradient hold the same channels in the same lanes; the output's may lie in any way.
 *
 * @param inputs where each vector lies in the input
 */
record VectorMaximumGradient(View input, int[] inputs, View outputGradient, VectorPlaces places, Partition partition)
        implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(View input, View outputGradient, View inputGradient) {
        double work = 100.0 * inputGradient.height() * inputGradient.width();
        return VectorPlaces.of(inputGradient)
                .flatMap(places -> places.in(input)
                        .map(inputs -> new VectorMaximumGradient(
                                input, inputs, outputGradient, places, Partition.byTiles(1, places.count(), work))));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View to = places.view();
        float[] lanes = Scratch.own().sums(2 * WIDTH);
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            Arrays.fill(lanes, 0, WIDTH, Float.NEGATIVE_INFINITY);
            for (int y = 0; y < input.height(); y++) {
                VectorRegionPool.maximum(arena, inputs[u] + y * input.rowStride(), input.width(), lanes);
            }
            VectorRegionGradient.gather(arena, places.channels()[u], outputGradient, 0, 0, lanes, WIDTH);
            for (int y = 0; y < input.height(); y++) {
                int from = inputs[u] + y * input.rowStride();
                first(arena, from, places.places()[u] + y * to.rowStride(), input.width(), lanes);
            }
        }
        Borders.zero(arena, to, partition, part, 0, to.height());
    }

    /** One row: what is left of the gradient, behind the maxima in {@code lanes}, goes to the first pixel that has the maximum. */
    private static void first(float[] a, int from, int to, int columns, float[] lanes) {
        FloatVector best = FloatVector.fromArray(SPECIES, lanes, 0);
        FloatVector left = FloatVector.fromArray(SPECIES, lanes, WIDTH);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int x = 0; x < columns * STEP; x += STEP) {
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, a, from + x).compare(VectorOperators.EQ, best);
            zero.blend(left, here).intoArray(a, to + x);
            left = zero.blend(left, here.not());
        }
        left.intoArray(lanes, WIDTH);
    }
}
