package kinglet.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Posts on pieces of rows of blocks, before they are written.
 *
 * @param residuals for each post that adds: where the blocks lie in the residual
 */
record PlainRowPosts(List<Post> posts, List<int[]> residuals) {

    private static final int[] NONE = {};

    /** Empty if a residual has its channels in other lanes. */
    static Optional<PlainRowPosts> of(PlainBlocks blocks, List<Post> posts) {
        List<int[]> residuals = new ArrayList<>();
        for (Post post : posts) {
            if (post instanceof Post.Add(View residual)) {
                Optional<int[]> places = blocks.in(residual);
                if (places.isEmpty()) {
                    return Optional.empty();
                }
                residuals.add(places.get());
            } else {
                residuals.add(NONE);
            }
        }
        return Optional.of(new PlainRowPosts(List.copyOf(posts), List.copyOf(residuals)));
    }

    /** All posts for {@code count} pixels of a block from a column on. */
    void apply(float[] arena, float[] values, int block, int row, int column, int count) {
        int length = count * View.LANES;
        for (int p = 0; p < posts.size(); p++) {
            if (posts.get(p) instanceof Post.Add(View residual)) {
                float[] added = PlainScratch.own().residual();
                int from = residuals.get(p)[block] + row * residual.rowStride() + column * View.LANES;
                System.arraycopy(arena, from, added, 0, length);
                PlainRows.add(values, added, length);
            } else {
                PlainPosts.apply(posts.get(p), values, length);
            }
        }
    }
}
