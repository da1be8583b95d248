package kinglet.kernels;

import java.util.List;

/**
 * The bounds that are put on results while they are still in an array of their own, where C2 vectorises it.
 *
 * @param rest the posts that remain to be done in the arena
 */
record PlainClamp(float low, float high, List<Post> rest) {

    /** Takes the first post, if it is a clamp. */
    static PlainClamp leading(List<Post> posts) {
        if (!posts.isEmpty() && posts.getFirst() instanceof Post.Clamp(float low, float high)) {
            return new PlainClamp(low, high, List.copyOf(posts.subList(1, posts.size())));
        }
        return new PlainClamp(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, List.copyOf(posts));
    }

    void apply(float[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = Math.min(Math.max(sums[i], low), high);
        }
    }
}
