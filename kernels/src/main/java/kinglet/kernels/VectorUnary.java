package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * {@code scale[c] * x + shift[c]} and then the posts, where input and output hold the same channels in the same lanes.
 *
 * @param scale of the lanes of each vector; empty for a plain copy
 * @param shift likewise
 */
record VectorUnary(
        View input,
        View output,
        int[] sources,
        VectorPlaces places,
        float[] scale,
        float[] shift,
        VectorPosts posts,
        Partition partition)
        implements Step {

    private static final int STEP = View.LANES;

    /** A copy followed by posts; empty if the lanes differ. */
    static Optional<Step> copy(View input, View output, List<Post> posts) {
        return VectorPlaces.of(output).flatMap(places -> prepare(places, input, new float[0], new float[0], posts));
    }

    static Optional<Step> affine(View input, View output, float[] scale, float[] shift, List<Post> posts) {
        return VectorPlaces.of(output)
                .flatMap(places -> prepare(places, input, places.spread(scale), places.spread(shift), posts));
    }

    private static Optional<Step> prepare(
            VectorPlaces places, View input, float[] scale, float[] shift, List<Post> posts) {
        View output = places.view();
        double work = 80.0 * (1 + posts.size()) * output.width();
        Partition partition = Partition.byRows(output.height(), places.count(), work);
        return places.in(input)
                .map(sources -> new VectorUnary(
                        input, output, sources, places, scale, shift, VectorPosts.of(places, posts), partition));
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int y = rowFrom; y < rowTo; y++) {
            for (int u = partition.tileFrom(part); u < partition.tileTo(part); u++) {
                int from = sources[u] + y * input.rowStride();
                int to = places.places()[u] + y * output.rowStride();
                if (scale.length > 0) {
                    affine(arena, from, to, output.width(), scale, shift, u * WIDTH);
                } else if (from != to) {
                    copy(arena, from, to, output.width());
                }
            }
        }
        posts.apply(arena, partition.tileFrom(part), partition.tileTo(part), rowFrom, rowTo);
        Borders.zero(arena, output, partition, part);
    }

    private static void copy(float[] a, int from, int to, int pixels) {
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector.fromArray(SPECIES, a, from + x).intoArray(a, to + x);
        }
    }

    private static void affine(float[] a, int from, int to, int pixels, float[] scale, float[] shift, int lanes) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, lanes);
        FloatVector term = FloatVector.fromArray(SPECIES, shift, lanes);
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector.fromArray(SPECIES, a, from + x).fma(factor, term).intoArray(a, to + x);
        }
    }
}
