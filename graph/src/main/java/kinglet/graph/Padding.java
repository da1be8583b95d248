package kinglet.graph;

/**
 * How a window treats the edge of its input. Checkpoints trained under one rule lose accuracy under another although every
 * shape agrees, so the rule is kept and resolved to numbers for the input at hand.
 */
public sealed interface Padding {

    Explicit NONE = new Explicit(0, 0, 0, 0);

    /** Pixels to add on each side; negative numbers crop. */
    record Explicit(int top, int left, int bottom, int right) implements Padding {
        public boolean isNone() {
            return top == 0 && left == 0 && bottom == 0 && right == 0;
        }
    }

    /**
     * TensorFlow's SAME: the output has {@code ceil(input / stride)} pixels; an odd pixel of padding goes after the input
     * ({@code oddAfter}, SAME and ONNX's SAME_UPPER) or before it (SAME_LOWER).
     */
    record Same(boolean oddAfter) implements Padding {}

    static Explicit symmetric(int vertical, int horizontal) {
        return new Explicit(vertical, horizontal, vertical, horizontal);
    }

    static Padding same() {
        return new Same(true);
    }
}
