package kinglet.graph;

import java.util.List;

/**
 * The dimensions of an image in another order: dimension i of the result is dimension {@code order[i]} of the input, where 0 is
 * channels, 1 rows, 2 columns. {@code (2, 0, 1)} turns a channels-last picture read as (h, w, c) into (c, h, w).
 */
public record Transpose(List<Integer> order) implements Op {

    public Transpose {
        order = List.copyOf(order);
        if (order.size() != 3 || !order.containsAll(List.of(0, 1, 2))) {
            throw new InvalidNetworkException("a transpose orders the dimensions 0, 1, 2 but has " + order);
        }
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        int[] dims = {input.channels(), input.height(), input.width()};
        return new Shape(dims[order.get(0)], dims[order.get(1)], dims[order.get(2)]);
    }

    @Override
    public String label() {
        return "transpose " + order;
    }
}
