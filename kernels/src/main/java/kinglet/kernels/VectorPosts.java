package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * Posts over results that were just written and are still in a near cache. Each is a small method of its own: within the kernels they
 * outgrew what C2 keeps in registers, and cost 5 to 10 times the whole product.
 *
 * @param residuals for each post that adds: where the vectors lie in the residual; empty if they lie differently there
 */
record VectorPosts(VectorPlaces places, List<Post> posts, List<Optional<int[]>> residuals) {

    private static final int STEP = View.LANES;

    static VectorPosts of(VectorPlaces places, List<Post> posts) {
        List<Optional<int[]>> residuals = posts.stream()
                .map(post -> post instanceof Post.Add(View residual) ? places.in(residual) : Optional.<int[]>empty())
                .toList();
        return new VectorPosts(places, List.copyOf(posts), residuals);
    }

    /** All posts for some vectors and rows of the view. */
    void apply(float[] a, int vectorFrom, int vectorTo, int rowFrom, int rowTo) {
        View view = places.view();
        for (int p = 0; p < posts.size(); p++) {
            for (int y = rowFrom; y < rowTo; y++) {
                for (int u = vectorFrom; u < vectorTo; u++) {
                    if (posts.get(p) instanceof Post.Add(View residual)) {
                        add(a, p, residual, u, y);
                    } else {
                        apply(posts.get(p), a, places.places()[u] + y * view.rowStride(), view.width());
                    }
                }
            }
        }
    }

    private void add(float[] a, int post, View residual, int vector, int row) {
        View view = places.view();
        if (residuals.get(post).isPresent()) {
            int from = residuals.get(post).get()[vector] + row * residual.rowStride();
            add(a, places.places()[vector] + row * view.rowStride(), from, view.width());
            return;
        }
        for (int channel : places.channels()[vector]) {
            if (channel != VectorPlaces.DEAD) {
                PlainPosts.add(a, view, residual, channel, row);
            }
        }
    }

    private static void add(float[] a, int to, int from, int pixels) {
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector sum =
                    FloatVector.fromArray(SPECIES, a, to + x).add(FloatVector.fromArray(SPECIES, a, from + x));
            sum.intoArray(a, to + x);
        }
    }

    /** One post, other than a residual, over vectors 16 floats apart. */
    static void apply(Post post, float[] a, int from, int pixels) {
        int to = from + pixels * STEP;
        switch (post) {
            case Post.Clamp clamp
            when VectorClamp.fits(clamp) -> clampBits(a, from, to, VectorClamp.low(clamp), VectorClamp.high(clamp));
            case Post.Clamp(float low, float high) -> clamp(a, from, to, low, high);
            case Post.Leaky(float slope) -> leaky(a, from, to, slope);
            case Post.Sigmoid() -> VectorMath.sigmoid(a, from, pixels);
            case Post.HardSigmoid(float scale, float offset) -> hardSigmoid(a, from, to, scale, offset);
            case Post.Swish() -> VectorMath.swish(a, from, pixels);
            case Post.HardSwish() -> hardSwish(a, from, to);
            case Post.Tanh() -> VectorMath.tanh(a, from, pixels);
            case Post.Add(View residual) ->
                throw new IllegalArgumentException("a residual is added by rows: " + residual);
        }
    }

    private static void clampBits(float[] a, int from, int to, int low, int high) {
        for (int i = from; i < to; i += STEP) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i);
            x.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, i);
        }
    }

    private static void clamp(float[] a, int from, int to, float low, float high) {
        for (int i = from; i < to; i += STEP) {
            FloatVector.fromArray(SPECIES, a, i).max(low).min(high).intoArray(a, i);
        }
    }

    private static void leaky(float[] a, int from, int to, float slope) {
        for (int i = from; i < to; i += STEP) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i);
            FloatVector above = x.reinterpretAsInts().max(0).reinterpretAsFloats();
            x.sub(above).fma(FloatVector.broadcast(SPECIES, slope), above).intoArray(a, i);
        }
    }

    private static void hardSigmoid(float[] a, int from, int to, float scale, float offset) {
        int one = Float.floatToIntBits(1f);
        for (int i = from; i < to; i += STEP) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i).mul(scale).add(offset);
            x.reinterpretAsInts().max(0).min(one).reinterpretAsFloats().intoArray(a, i);
        }
    }

    private static void hardSwish(float[] a, int from, int to) {
        int six = Float.floatToIntBits(6f);
        for (int i = from; i < to; i += STEP) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i);
            FloatVector gate = x.add(3f).reinterpretAsInts().max(0).min(six).reinterpretAsFloats();
            gate.mul(x).mul(1 / 6f).intoArray(a, i);
        }
    }
}
