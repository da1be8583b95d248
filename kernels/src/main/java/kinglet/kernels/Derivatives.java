package kinglet.kernels;

/**
 * The derivatives of the posts that are activations. At a corner they are PyTorch's: that of the flat side where one side is flat, and the
 * slope below 0 for {@link Post.Leaky}.
 *
 * <p>Some are in pieces: linear between two bounds, one constant at the lower bound and below it, and another at the upper bound and above it.
 */
final class Derivatives {

    /** Places of the numbers that describe the pieces: the bounds, the constants, and between the bounds {@code LEVEL + SLOPE x}. */
    static final int LOW = 0;

    static final int HIGH = 1;
    static final int BELOW = 2;
    static final int ABOVE = 3;
    static final int LEVEL = 4;
    static final int SLOPE = 5;

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private Derivatives() {}

    /** Whether a derivative is in pieces. */
    static boolean inPieces(Post post) {
        return !(post instanceof Post.Sigmoid || post instanceof Post.Swish || post instanceof Post.Tanh);
    }

    /** The pieces, in an array of this thread, which the next call overwrites. */
    static float[] pieces(Post post) {
        return switch (post) {
            case Post.Clamp(float low, float high) -> pieces(low, high, 0, 0, 1, 0);
            case Post.Leaky(float slope) -> pieces(0, INFINITY, slope, 1, 1, 0);
            case Post.HardSigmoid(float scale, float offset) -> {
                float zero = -offset / scale;
                float one = (1 - offset) / scale;
                yield pieces(Math.min(zero, one), Math.max(zero, one), 0, 0, scale, 0);
            }
            case Post.HardSwish() -> pieces(-3, 3, 0, 1, 0.5f, 1 / 3f);
            case Post.Sigmoid sigmoid -> throw new IllegalArgumentException("it is not in pieces: " + sigmoid);
            case Post.Swish swish -> throw new IllegalArgumentException("it is not in pieces: " + swish);
            case Post.Tanh tanh -> throw new IllegalArgumentException("it is not in pieces: " + tanh);
            case Post.Add(View residual) -> throw new IllegalArgumentException("a sum is no activation: " + residual);
        };
    }

    private static float[] pieces(float low, float high, float below, float above, float level, float slope) {
        float[] pieces = Scratch.own().inputs(1, SLOPE + 1);
        pieces[LOW] = low;
        pieces[HIGH] = high;
        pieces[BELOW] = below;
        pieces[ABOVE] = above;
        pieces[LEVEL] = level;
        pieces[SLOPE] = slope;
        return pieces;
    }

    /** Replaces each value of a row by the derivative there. */
    static void apply(Post post, float[] row, int length) {
        switch (post) {
            case Post.Sigmoid() -> sigmoid(row, length);
            case Post.Swish() -> swish(row, length);
            case Post.Tanh() -> tanh(row, length);
            default -> pieces(pieces(post), row, length);
        }
    }

    private static void pieces(float[] pieces, float[] row, int length) {
        float low = pieces[LOW];
        float high = pieces[HIGH];
        float below = pieces[BELOW];
        float above = pieces[ABOVE];
        float level = pieces[LEVEL];
        float slope = pieces[SLOPE];
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
