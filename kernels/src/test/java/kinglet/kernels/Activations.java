package kinglet.kernels;

import java.util.List;

/** The posts that are activations, and their derivatives in double. */
final class Activations {

    static final Post.Clamp IDENTITY = new Post.Clamp(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    static final Post.Clamp RELU = new Post.Clamp(0, Float.POSITIVE_INFINITY);

    static final List<Post> ALL = List.of(
            IDENTITY,
            RELU,
            new Post.Clamp(0, 6),
            new Post.Clamp(-1, 0.5f),
            new Post.Clamp(Float.NEGATIVE_INFINITY, 2),
            new Post.Leaky(0.1f),
            new Post.Sigmoid(),
            new Post.HardSigmoid(1 / 6f, 0.5f),
            new Post.HardSigmoid(0.2f, 0.5f),
            new Post.Swish(),
            new Post.HardSwish(),
            new Post.Tanh());

    private Activations() {}

    static double derivative(Post post, double x) {
        double sigmoid = 1 / (1 + Math.exp(-x));
        return switch (post) {
            case Post.Clamp(float low, float high) -> x > low && x < high ? 1 : 0;
            case Post.Leaky(float slope) -> x > 0 ? 1 : slope;
            case Post.Sigmoid() -> sigmoid * (1 - sigmoid);
            case Post.HardSigmoid(float scale, float offset) ->
                scale * x + offset > 0 && scale * x + offset < 1 ? scale : 0;
            case Post.Swish() -> sigmoid + x * sigmoid * (1 - sigmoid);
            case Post.HardSwish() -> x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6;
            case Post.Tanh() -> 1 - Math.tanh(x) * Math.tanh(x);
            case Post.Add(View residual) -> throw new IllegalArgumentException(residual.toString());
        };
    }
}
