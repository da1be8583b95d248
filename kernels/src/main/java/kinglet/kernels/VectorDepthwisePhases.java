package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * The gradient of the input of a convolution of stride 2, of each channel by itself, where input and output hold the same channels in the same lanes:
 * one {@link Phase} after the other, whose taps are one, two or four.
 *
 * @param input the view that is written
 * @param sources where the output's gradient of each vector lies
 * @param weights for each phase, vector and tap those of the lanes
 */
record VectorDepthwisePhases(
        View input, VectorPlaces places, int[] sources, List<Phase> phases, List<float[]> weights, Partition partition)
        implements PlacedWeights {

    private static final int STEP = 2 * View.LANES;

    VectorDepthwisePhases {
        phases = phases.stream().map(Phase::withoutWeights).toList();
    }

    static Optional<PlacedWeights> prepare(Convolution c, VectorPlaces places) {
        boolean each = c.groups() == c.input().channelCount()
                && c.groups() == c.output().channelCount()
                && c.kernelHeight() <= 3
                && c.kernelWidth() <= 3;
        return each
                ? places.in(OutputPixels.dense(c.output())).map(sources -> prepare(c, places, sources))
                : Optional.empty();
    }

    private static VectorDepthwisePhases prepare(Convolution c, VectorPlaces places, int[] sources) {
        List<Phase> phases = Phase.of(c);
        List<float[]> weights =
                phases.stream().map(phase -> pack(phase.convolution(), places)).toList();
        int rows = (c.input().height() + 1) / 2;
        double work = 16.0 * VectorLanes.WIDTH * c.input().width();
        return new VectorDepthwisePhases(
                c.input(), places, sources, phases, weights, Partition.byTiles(rows, places.count(), work));
    }

    private static float[] pack(Convolution c, VectorPlaces places) {
        int taps = c.kernelHeight() * c.kernelWidth();
        float[] weights = new float[places.count() * taps * VectorLanes.WIDTH];
        for (int i = 0; i < weights.length; i++) {
            int vector = i / VectorLanes.WIDTH;
            int channel = places.channels()[vector / taps][i % VectorLanes.WIDTH];
            weights[i] = channel == VectorPlaces.DEAD ? 0f : c.weights()[channel * taps + vector % taps];
        }
        return weights;
    }

    @Override
    public List<float[]> placed() {
        return weights;
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
            for (int y = rowFrom; y < rowTo; y++) {
                for (int i = 0; i < phases.size(); i++) {
                    Phase phase = phases.get(i);
                    if (y < phase.convolution().output().height()) {
                        row(arena, phase, weights.get(i), u, y);
                    }
                }
            }
        }
        Borders.zero(arena, input, partition, part, 2 * rowFrom, Math.min(2 * rowTo, input.height()));
    }

    private void row(float[] a, Phase phase, float[] w, int vector, int y) {
        Convolution c = phase.convolution();
        int row = c.input().rowStride();
        int from = sources[vector] + (y - c.padTop()) * row - c.padLeft() * STEP;
        int to = places.places()[vector] + phase.place(input, y);
        int taps = c.kernelHeight() * c.kernelWidth();
        int at = vector * taps * VectorLanes.WIDTH;
        int end = to + c.output().width() * STEP;
        int next = c.kernelWidth() == 2 ? STEP : row;
        switch (taps) {
            case 0 -> none(a, to, end);
            case 1 -> one(a, from, w, at, to, end);
            case 2 -> two(a, from, from + next, w, at, to, end);
            default -> four(a, from, from + row, w, at, to, end);
        }
    }

    private static void none(float[] a, int to, int end) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = to; i < end; i += STEP) {
            zero.intoArray(a, i);
        }
    }

    private static void one(float[] a, int from, float[] w, int at, int to, int end) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
        for (int i = to; i < end; i += STEP) {
            FloatVector.fromArray(SPECIES, a, from + i - to).mul(w0).intoArray(a, i);
        }
    }

    private static void two(float[] a, int from, int other, float[] w, int at, int to, int end) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + VectorLanes.WIDTH);
        for (int i = to; i < end; i += STEP) {
            FloatVector sum = FloatVector.fromArray(SPECIES, a, from + i - to).mul(w0);
            FloatVector.fromArray(SPECIES, a, other + i - to).fma(w1, sum).intoArray(a, i);
        }
    }

    private static void four(float[] a, int from, int below, float[] w, int at, int to, int end) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + VectorLanes.WIDTH);
        FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * VectorLanes.WIDTH);
        FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * VectorLanes.WIDTH);
        for (int i = to; i < end; i += STEP) {
            int p = from + i - to;
            int q = below + i - to;
            FloatVector sum = FloatVector.fromArray(SPECIES, a, p).mul(w0);
            sum = FloatVector.fromArray(SPECIES, a, p + STEP).fma(w1, sum);
            sum = FloatVector.fromArray(SPECIES, a, q).fma(w2, sum);
            FloatVector.fromArray(SPECIES, a, q + STEP).fma(w3, sum).intoArray(a, i);
        }
    }
}
