package kinglet.kernels;

/** What is done to each value of a result before it is written, in the order given. */
public sealed interface Post {

    /** {@code min(max(x, low), high)}; infinities where there is no bound. ReLU is {@code Clamp(0, infinity)}. */
    record Clamp(float low, float high) implements Post {}

    /** {@code x} for x at least 0, otherwise {@code slope x}. */
    record Leaky(float slope) implements Post {}

    /** {@code 1 / (1 + exp(-x))} */
    record Sigmoid() implements Post {}

    /** {@code min(max(scale x + offset, 0), 1)} */
    record HardSigmoid(float scale, float offset) implements Post {}

    /** {@code x / (1 + exp(-x))} */
    record Swish() implements Post {}

    /** {@code x min(max(x + 3, 0), 6) / 6} */
    record HardSwish() implements Post {}

    /** {@code tanh(x)} */
    record Tanh() implements Post {}

    /** Adds the value of another activation of the same channels, rows and columns (a residual). */
    record Add(View residual) implements Post {}
}
