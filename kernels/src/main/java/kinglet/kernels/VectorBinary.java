package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * The sum or product of two activations whose channels lie in the same lanes as the output's; either may have a single row or column, which is
 * repeated.
 */
record VectorBinary(
        View left,
        View right,
        int[] leftPlaces,
        int[] rightPlaces,
        VectorPlaces places,
        boolean product,
        VectorPosts posts,
        Partition partition)
        implements Step {

    private static final int STEP = View.LANES;

    /** The step, or empty if the lanes differ. */
    static Optional<Step> prepare(View left, View right, View output, boolean product, List<Post> posts) {
        Optional<VectorPlaces> places = VectorPlaces.of(output);
        Optional<int[]> leftPlaces = places.flatMap(p -> p.in(left));
        Optional<int[]> rightPlaces = places.flatMap(p -> p.in(right));
        if (leftPlaces.isEmpty() || rightPlaces.isEmpty()) {
            return Optional.empty();
        }
        double work = 100.0 * (1 + posts.size()) * output.width();
        return Optional.of(new VectorBinary(
                PlainBinary.repeated(left, output),
                PlainBinary.repeated(right, output),
                leftPlaces.get(),
                rightPlaces.get(),
                places.get(),
                product,
                VectorPosts.of(places.get(), posts),
                Partition.byRows(output.height(), places.get().count(), work)));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        View output = places.view();
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int y = rowFrom; y < rowTo; y++) {
            for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
                int a = leftPlaces[u] + y * left.rowStride();
                int b = rightPlaces[u] + y * right.rowStride();
                int to = places.places()[u] + y * output.rowStride();
                if (product) {
                    multiply(arena, a, left.pixelStride(), b, right.pixelStride(), to, output.width());
                } else {
                    add(arena, a, left.pixelStride(), b, right.pixelStride(), to, output.width());
                }
            }
        }
        posts.apply(arena, partition.tileFrom(part), partition.tileTo(part), rowFrom, rowTo);
        Borders.zero(arena, output, partition, part);
    }

    private static void add(float[] arena, int a, int aStep, int b, int bStep, int to, int pixels) {
        for (int x = 0; x < pixels; x++) {
            FloatVector other = FloatVector.fromArray(SPECIES, arena, b + x * bStep);
            FloatVector.fromArray(SPECIES, arena, a + x * aStep).add(other).intoArray(arena, to + x * STEP);
        }
    }

    private static void multiply(float[] arena, int a, int aStep, int b, int bStep, int to, int pixels) {
        for (int x = 0; x < pixels; x++) {
            FloatVector other = FloatVector.fromArray(SPECIES, arena, b + x * bStep);
            FloatVector.fromArray(SPECIES, arena, a + x * aStep).mul(other).intoArray(arena, to + x * STEP);
        }
    }
}
