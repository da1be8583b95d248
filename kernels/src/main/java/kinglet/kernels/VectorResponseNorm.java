package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * {@link PlainResponseNorm} with the usual exponent of 3/4, where the channels lie in their order in both views; within 1e-6 of each value. The squares of a
 * row are written side by side, with zeros around each pixel's, so that a window of channels is a few vectors that lie one float apart.
 *
 * @param sources where each output vector's inputs lie
 * @param pitch squares of a pixel, with the zeros around them
 */
record VectorResponseNorm(
        View input, VectorPlaces places, int[] sources, int size, float alpha, float k, int pitch, Partition partition)
        implements Step {

    private static final int STEP = View.LANES;
    private static final float EXPONENT = 0.75f;

    /** The step, or empty if the exponent is another or the channels lie otherwise. */
    static Optional<Step> prepare(View input, View output, int size, float alpha, float beta, float k) {
        Optional<VectorPlaces> places = VectorPlaces.of(output);
        if (beta != EXPONENT || places.isEmpty() || !inOrder(places.get())) {
            return Optional.empty();
        }
        int pitch = places.get().count() * WIDTH + size;
        double work = 40.0 * WIDTH * places.get().count() * output.width();
        Partition partition = Partition.byRows(output.height(), 1, work);
        return places.get()
                .in(input)
                .map(sources -> new VectorResponseNorm(input, places.get(), sources, size, alpha, k, pitch, partition));
    }

    private static boolean inOrder(VectorPlaces places) {
        for (int u = 0; u < places.count(); u++) {
            for (int lane = 0; lane < WIDTH; lane++) {
                int channel = u * WIDTH + lane;
                int expected = channel < places.view().channelCount() ? channel : VectorPlaces.DEAD;
                if (places.channels()[u][lane] != expected) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View output = places.view();
        float[] squares = Scratch.own().inputs(0, output.width() * pitch);
        for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
            squares(arena, y * input.rowStride(), squares);
            for (int u = 0; u < sources.length; u++) {
                int from = sources[u] + y * input.rowStride();
                int to = places.places()[u] + y * output.rowStride();
                divide(arena, from, to, output.width(), squares, u * WIDTH, pitch, size, alpha / size, k);
            }
        }
        Borders.zero(arena, output, partition, part);
    }

    /** Channel c of pixel x goes to {@code x pitch + size / 2 + c}. */
    private void squares(float[] arena, int row, float[] squares) {
        int before = size / 2;
        int channels = places.view().channelCount();
        for (int x = 0; x < input.width(); x++) {
            int at = x * pitch;
            for (int u = 0; u < sources.length; u++) {
                FloatVector value = FloatVector.fromArray(SPECIES, arena, sources[u] + row + x * STEP);
                value.mul(value).intoArray(squares, at + before + u * WIDTH);
            }
            Arrays.fill(squares, at, at + before, 0f);
            Arrays.fill(squares, at + before + channels, at + pitch, 0f);
        }
    }

    private static void divide(
            float[] arena,
            int from,
            int to,
            int pixels,
            float[] squares,
            int at,
            int pitch,
            int size,
            float a,
            float k) {
        for (int x = 0; x < pixels; x++) {
            int first = at + x * pitch;
            FloatVector sum = FloatVector.fromArray(SPECIES, squares, first);
            for (int i = 1; i < size; i++) {
                sum = FloatVector.fromArray(SPECIES, squares, first + i).add(sum);
            }
            FloatVector root = sum.mul(a).add(k).sqrt();
            FloatVector value = FloatVector.fromArray(SPECIES, arena, from + x * STEP);
            value.div(root.mul(root.sqrt())).intoArray(arena, to + x * STEP);
        }
    }
}
