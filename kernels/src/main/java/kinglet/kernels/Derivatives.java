package kinglet.kernels;

/**
 * The derivatives of the posts that are activations. At a corner they are PyTorch's: that of the flat side where one side is flat, and the
 * slope below 0 for {@link Post.Leaky}.
 *
 * <p>Three kinds have {@link #steps}: one constant between two bounds, and another at and beyond them.
 */
final class Derivatives {

    private Derivatives() {}

    /** Whether a derivative is described by {@link #low}, {@link #high}, {@link #inside} and {@link #outside}. */
    static boolean steps(Post post) {
        return post instanceof Post.Clamp || post instanceof Post.Leaky || post instanceof Post.HardSigmoid;
    }

    static float low(Post post) {
        return switch (post) {
            case Post.Clamp(float low, float high) -> low;
            case Post.HardSigmoid(float scale, float offset) -> (scale > 0 ? -offset : 1 - offset) / scale;
            default -> 0;
        };
    }

    static float high(Post post) {
        return switch (post) {
            case Post.Clamp(float low, float high) -> high;
            case Post.HardSigmoid(float scale, float offset) -> (scale > 0 ? 1 - offset : -offset) / scale;
            default -> Float.POSITIVE_INFINITY;
        };
    }

    static float inside(Post post) {
        return post instanceof Post.HardSigmoid(float scale, float offset) ? scale : 1;
    }

    static float outside(Post post) {
        return post instanceof Post.Leaky(float slope) ? slope : 0;
    }

    /** Replaces each value of a row by the derivative there. */
    static void apply(Post post, float[] row, int length) {
        switch (post) {
            case Post.Clamp clamp -> steps(clamp, row, length);
            case Post.Leaky leaky -> steps(leaky, row, length);
            case Post.HardSigmoid hardSigmoid -> steps(hardSigmoid, row, length);
            case Post.Sigmoid() -> sigmoid(row, length);
            case Post.Swish() -> swish(row, length);
            case Post.HardSwish() -> hardSwish(row, length);
            case Post.Tanh() -> tanh(row, length);
            case Post.Add(View residual) -> throw new IllegalArgumentException("a sum is no activation: " + residual);
        }
    }

    private static void steps(Post post, float[] row, int length) {
        float low = low(post);
        float high = high(post);
        float inside = inside(post);
        float outside = outside(post);
        for (int i = 0; i < length; i++) {
            row[i] = row[i] > low && row[i] < high ? inside : outside;
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

    private static void hardSwish(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            float x = row[i];
            row[i] = x <= -3f ? 0f : x >= 3f ? 1f : x * (1 / 3f) + 0.5f;
        }
    }

    private static void tanh(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            float t = PlainRowMath.tanh(row[i]);
            row[i] = 1f - t * t;
        }
    }
}
