package kinglet.graph;

import java.util.List;

/**
 * The means over a grid of {@code height x width} cells that cover the input: cell i spans the rows from
 * {@code floor(i in / out)} to {@code ceil((i + 1) in / out)} (PyTorch's rule), so that any input fits a fully connected layer.
 */
public record AdaptiveAveragePool(int height, int width) implements Op {

    @Override
    public Shape output(List<Shape> inputs) {
        return new Shape(inputs.getFirst().channels(), height, width);
    }

    @Override
    public String label() {
        return "adaptive average pool %dx%d".formatted(height, width);
    }
}
