package kinglet.graph;

import java.util.List;

/**
 * The input at another size, as detectors enlarge a coarse map before they join it to a finer one.
 *
 * @param height rows of the result
 * @param width columns of the result
 * @param mode NEAREST takes the pixel at {@code floor(i in / out)}; BILINEAR interpolates with pixel centres at half
 */
public record Resize(int height, int width, Mode mode) implements Op {

    public enum Mode {
        NEAREST,
        BILINEAR
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return new Shape(inputs.getFirst().channels(), height, width);
    }

    @Override
    public String label() {
        return "resize to %dx%d".formatted(height, width);
    }
}
