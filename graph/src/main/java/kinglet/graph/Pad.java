package kinglet.graph;

import java.util.List;

/**
 * Pixels added around the input (or cropped, where negative).
 *
 * @param padding how many on each side
 * @param mode what they hold
 * @param value of CONSTANT; otherwise 0
 */
public record Pad(Padding.Explicit padding, Mode mode, double value) implements Op {

    public enum Mode {
        CONSTANT,
        /** The nearest pixel of the edge. */
        EDGE,
        /** Mirrored at the edge pixel, which is not repeated. */
        REFLECT,
        /** From the other side. */
        WRAP
    }

    public static Pad zeros(Padding.Explicit padding) {
        return new Pad(padding, Mode.CONSTANT, 0);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        int height = input.height() + padding.top() + padding.bottom();
        int width = input.width() + padding.left() + padding.right();
        int reach = Math.max(
                Math.max(padding.top(), padding.bottom()) - input.height(),
                Math.max(padding.left(), padding.right()) - input.width());
        if (height < 1 || width < 1 || (mode == Mode.REFLECT && reach >= 0) || (mode == Mode.WRAP && reach > 0)) {
            throw new InvalidNetworkException("cannot pad %s by %s (%s)".formatted(input, padding, mode));
        }
        return new Shape(input.channels(), height, width);
    }

    @Override
    public String label() {
        return "pad %d,%d,%d,%d".formatted(padding.top(), padding.left(), padding.bottom(), padding.right());
    }
}
