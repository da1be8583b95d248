package kinglet.kernels;

/**
 * The derivatives of the posts that are activations. At a corner they are PyTorch's: that of the flat side where one side is flat, and the
 * slope below 0 for {@link Post.Leaky}.
 *
 * <p>Some are in pieces: {@link #level} + {@link #slope} x between two bounds, one constant at the lower bound and below it, and another at the
 * upper bound and above it.
 */
final class Derivatives {

    private Derivatives() {}

    /** Whether a derivative is in pieces. */
    static boolean pieces(Post post) {
        return switch (post) {
            case Post.Clamp clamp -> true;
            case Post.Leaky leaky -> true;
            case Post.HardSigmoid hardSigmoid -> true;
            case Post.HardSwish() -> true;
            case Post.Sigmoid() -> false;
            case Post.Swish() -> false;
            case Post.Tanh() -> false;
            case Post.Add(View residual) -> throw new IllegalArgumentException("a sum is no activation: " + residual);
        };
    }

    static float low(Post post) {
        return switch (post) {
            case Post.Clamp(float low, float high) -> low;
            case Post.HardSigmoid(float scale, float offset) -> (scale > 0 ? -offset : 1 - offset) / scale;
            case Post.HardSwish() -> -3;
            default -> 0;
        };
    }

    static float high(Post post) {
        return switch (post) {
            case Post.Clamp(float low, float high) -> high;
            case Post.HardSigmoid(float scale, float offset) -> (scale > 0 ? 1 - offset : -offset) / scale;
            case Post.HardSwish() -> 3;
            default -> Float.POSITIVE_INFINITY;
        };
    }

    static float below(Post post) {
        return post instanceof Post.Leaky(float slope) ? slope : 0;
    }

    static float above(Post post) {
        return post instanceof Post.HardSwish ? 1 : 0;
    }

    static float level(Post post) {
        return switch (post) {
            case Post.HardSigmoid(float scale, float offset) -> scale;
            case Post.HardSwish() -> 0.5f;
            default -> 1;
        };
    }

    static float slope(Post post) {
        return post instanceof Post.HardSwish ? 1 / 3f : 0;
    }

    /** Replaces each value of a row by the derivative there. */
    static void apply(Post post, float[] row, int length) {
        switch (post) {
            case Post.Sigmoid() -> sigmoid(row, length);
            case Post.Swish() -> swish(row, length);
            case Post.Tanh() -> tanh(row, length);
            default -> pieces(post, row, length);
        }
    }

    private static void pieces(Post post, float[] row, int length) {
        float low = low(post);
        float high = high(post);
        float below = below(post);
        float above = above(post);
        float level = level(post);
        float slope = slope(post);
        for (int i = 0; i < length; i++) {
            float x = row[i];
            row[i] = x <= low ? below : x >= high ? above : level + slope * x;
        }
    }

    private static void sigmoid(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            float t = PlainRowMath.tanh(0.5f * row[i]);
            row[i] = 0.25f - 0.25f * t * t;
        }
    }

    /** Beyond the bounds of x the tangent is constant, and what is left of its distance from 1 must not grow with x. */
    private static void swish(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            float x = Math.min(Math.max(row[i], -16f), 16f);
            float t = PlainRowMath.tanh(0.5f * x);
            row[i] = 0.5f + 0.5f * t + x * (0.25f - 0.25f * t * t);
        }
    }

    private static void tanh(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            float t = PlainRowMath.tanh(row[i]);
            row[i] = 1f - t * t;
        }
    }
}
