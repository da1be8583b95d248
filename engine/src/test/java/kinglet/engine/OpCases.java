package kinglet.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import kinglet.graph.*;

/** Small models by name, each of which {@link OpsTest} runs on every kernel. */
abstract class OpCases {
    static final Shape IMAGE = new Shape(20, 9, 7);

    private final Map<String, Model> models = new LinkedHashMap<>();

    final Map<String, Model> models() {
        return models;
    }

    /** An op by itself, and between two convolutions. */
    final void op(String name, Shape input, Op op) {
        pattern(name, input, b -> b.scope().add("op", op, b.input()));
        pattern(name + " inside", input, b -> {
            Node before = b.scope().add("before", Conv2d.pointwise(input.channels()), b.input());
            Node node = b.scope().add("op", op, before);
            return b.scope()
                    .add(
                            "after",
                            Conv2d.of(17, Math.min(3, node.shape().height())).padding(1),
                            node);
        });
    }

    final void pattern(String name, Shape input, Function<Check.Builder, Node> body) {
        model(name, Check.model(input, body));
    }

    final void model(String name, Model model) {
        if (models.put(name, model) != null) {
            throw new IllegalStateException("two cases named " + name);
        }
    }

    static Conv2d conv(int out, Window window, int groups) {
        return new Conv2d(out, window, groups, true);
    }
}
