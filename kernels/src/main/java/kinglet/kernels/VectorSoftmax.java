package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Optional;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link PlainSoftmax} where input and output hold the same channels in the same lanes; within 2e-6 of each value, or of 1e-37.
 *
 * @param sources where each output vector's inputs lie
 * @param dead places among a pixel's gathered vectors that hold no channel
 */
record VectorSoftmax(View input, VectorPlaces places, int[] sources, int[] dead, Partition partition) implements Step {

    private static final int STEP = View.LANES;

    /**
     * Fewer values are not worth it: the probabilities of 1000 classes take 7 microseconds in plain Java, and vectors are slow until
     * they are compiled, which a single small step a run would wait for long.
     */
    private static final int LEAST = 1 << 14;

    /** The step, or empty if the lanes differ, or if there is too little to do. */
    static Optional<Step> prepare(View input, View output) {
        return (long) output.height() * output.width() * output.channelCount() < LEAST
                ? Optional.empty()
                : ofAnySize(input, output);
    }

    static Optional<Step> ofAnySize(View input, View output) {
        Partition partition = Partition.byRows(output.height(), 1, 30.0 * output.width() * output.channelCount());
        return VectorPlaces.of(output)
                .flatMap(places -> places.in(input)
                        .map(sources -> new VectorSoftmax(input, places, sources, dead(places), partition)));
    }

    private static int[] dead(VectorPlaces places) {
        return IntStream.range(0, places.count() * STEP)
                .filter(i -> i % STEP < WIDTH && places.channels()[i / STEP][i % STEP] == VectorPlaces.DEAD)
                .toArray();
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View output = places.view();
        float[] values = Scratch.own().inputs(0, sources.length * STEP);
        float[] powers = Scratch.own().inputs(1, sources.length * WIDTH);
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            for (int x = 0; x < output.width(); x++) {
                int pixel = y * input.rowStride() + x * STEP;
                float largest = gather(arena, pixel, values);
                below(values, sources.length, largest);
                VectorMath.exp(values, 0, sources.length, 1f, VectorMath.BOUND, powers);
                clear(powers);
                float sum = sum(powers, sources.length);
                scatter(powers, 1 / sum, arena, places.places(), y * output.rowStride() + x * STEP);
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    /** Moves a pixel's vectors side by side; the largest value is the result. */
    private float gather(float[] arena, int pixel, float[] values) {
        for (int u = 0; u < sources.length; u++) {
            FloatVector.fromArray(SPECIES, arena, sources[u] + pixel).intoArray(values, u * STEP);
        }
        for (int place : dead) {
            values[place] = Float.NEGATIVE_INFINITY;
        }
        return largest(values, sources.length);
    }

    private static float largest(float[] values, int count) {
        FloatVector best = FloatVector.fromArray(SPECIES, values, 0);
        for (int u = 1; u < count; u++) {
            best = FloatVector.fromArray(SPECIES, values, u * STEP).max(best);
        }
        return best.reduceLanes(VectorOperators.MAX);
    }

    private static void below(float[] values, int count, float largest) {
        for (int u = 0; u < count; u++) {
            FloatVector.fromArray(SPECIES, values, u * STEP).sub(largest).intoArray(values, u * STEP);
        }
    }

    private void clear(float[] powers) {
        for (int place : dead) {
            powers[place / STEP * WIDTH + place % STEP] = 0f;
        }
    }

    private static float sum(float[] powers, int count) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int u = 0; u < count; u++) {
            sum = FloatVector.fromArray(SPECIES, powers, u * WIDTH).add(sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private static void scatter(float[] powers, float factor, float[] arena, int[] places, int pixel) {
        for (int u = 0; u < places.length; u++) {
            FloatVector.fromArray(SPECIES, powers, u * WIDTH).mul(factor).intoArray(arena, places[u] + pixel);
        }
    }
}
