package kinglet.graph;

import java.util.List;

/** The rule by which unequal shapes are joined value by value: each dimension is equal, or 1 and repeated. */
final class Broadcast {

    private Broadcast() {}

    static Shape join(List<Shape> inputs) {
        return inputs.stream().reduce(Broadcast::join).orElseThrow();
    }

    private static Shape join(Shape a, Shape b) {
        return new Shape(
                dimension("channels", a.channels(), b.channels(), a, b),
                dimension("rows", a.height(), b.height(), a, b),
                dimension("columns", a.width(), b.width(), a, b));
    }

    private static int dimension(String what, int a, int b, Shape left, Shape right) {
        if (a == b || b == 1) {
            return a;
        }
        if (a == 1) {
            return b;
        }
        throw new InvalidNetworkException(
                "cannot join %s and %s: %d %s against %d; they must be equal, or one of them 1"
                        .formatted(left, right, a, what, b));
    }
}
