package kinglet.kernels;

import java.util.List;

/** Applies posts to values that lie in the arena already. */
final class PlainPosts {

    private PlainPosts() {}

    /** Posts for some channels and rows of {@code view}. */
    static void apply(
            float[] arena, List<Post> posts, View view, int channelFrom, int channelTo, int rowFrom, int rowTo) {
        for (int p = 0; p < posts.size(); p++) {
            Post post = posts.get(p);
            for (int y = rowFrom; y < rowTo; y++) {
                for (int c = channelFrom; c < channelTo; c++) {
                    if (post instanceof Post.Add(View residual)) {
                        add(arena, view, residual, c, y);
                    } else {
                        apply(post, arena, view.index(c, y, 0), view.width(), view.pixelStride());
                    }
                }
            }
        }
    }

    /** Adds a residual to one row of one channel. */
    static void add(float[] arena, View view, View residual, int channel, int row) {
        int to = view.index(channel, row, 0);
        int from = residual.index(channel, row, 0);
        for (int x = 0; x < view.width(); x++) {
            arena[to + x * view.pixelStride()] += arena[from + x * residual.pixelStride()];
        }
    }

    private static void apply(Post post, float[] arena, int from, int count, int stride) {
        int to = from + count * stride;
        switch (post) {
            case Post.Clamp(float low, float high) -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] = Math.min(Math.max(arena[i], low), high);
                }
            }
            case Post.Leaky(float slope) -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] = arena[i] >= 0 ? arena[i] : slope * arena[i];
                }
            }
            case Post.Sigmoid() -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] = sigmoid(arena[i]);
                }
            }
            case Post.HardSigmoid(float scale, float offset) -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] = Math.min(Math.max(scale * arena[i] + offset, 0f), 1f);
                }
            }
            case Post.Swish() -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] *= sigmoid(arena[i]);
                }
            }
            case Post.HardSwish() -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] *= Math.min(Math.max(arena[i] + 3f, 0f), 6f) / 6f;
                }
            }
            case Post.Tanh() -> {
                for (int i = from; i < to; i += stride) {
                    arena[i] = (float) Math.tanh(arena[i]);
                }
            }
            case Post.Add(View residual) ->
                throw new IllegalArgumentException("a residual is added by rows: " + residual);
        }
    }

    /** One post, other than a residual, on a row. */
    static void apply(Post post, float[] row, int length) {
        switch (post) {
            case Post.Clamp(float low, float high) -> PlainRowMath.clamp(row, length, low, high);
            case Post.Leaky(float slope) -> PlainRowMath.leaky(row, length, slope);
            case Post.Sigmoid() -> PlainRowMath.sigmoid(row, length);
            case Post.HardSigmoid(float scale, float offset) -> PlainRowMath.hardSigmoid(row, length, scale, offset);
            case Post.Swish() -> PlainRowMath.swish(row, length);
            case Post.HardSwish() -> PlainRowMath.hardSwish(row, length);
            case Post.Tanh() -> PlainRowMath.tanh(row, length);
            case Post.Add(View residual) ->
                throw new IllegalArgumentException("a residual is added by rows: " + residual);
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
