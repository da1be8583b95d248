package kinglet.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Parameter;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** The weights of a network in training: copies that change, and a slot for each that learns. */
final class Parameters {
    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Parameter> all = new LinkedHashMap<>();

    /**
     * @param learns which parameters learn, by name
     * @param decayed which of them weight decay draws to zero
     */
    Parameters(Network network, Weights weights, Predicate<String> learns, Decayed decayed) {
        Weights fitted = weights.fit(network);
        for (Node node : network.nodes()) {
            for (Parameter parameter : node.parameters()) {
                String name = parameter.name();
                float[] own = fitted.tensor(name).copy();
                values.put(name, own);
                all.put(name, parameter);
                if (parameter.isTrainable() && learns.test(name)) {
                    slots.put(name, new Slot(parameter, own, new float[own.length], decayed.covers(node, parameter)));
                }
            }
        }
    }

    List<Slot> slots() {
        return new ArrayList<>(slots.values());
    }

    float[] values(Node node, String name) {
        return Objects.requireNonNull(values.get(node.name() + "." + name));
    }

    Learned learned(Node node, String name) {
        return new Learned(values(node, name), Optional.ofNullable(slots.get(node.name() + "." + name)));
    }

    boolean learns(Node node) {
        return node.parameters().stream().anyMatch(p -> slots.containsKey(p.name()));
    }

    /** The weights as they are now; the arrays are shared. */
    Weights weights() {
        return weights(_ -> true);
    }

    /** Those whose mean over steps means something: parameters and running statistics, neither masks nor indices. */
    Weights averaged() {
        return weights(name -> name.endsWith(".weight")
                || name.endsWith(".bias")
                || name.endsWith(".running_mean")
                || name.endsWith(".running_var"));
    }

    private Weights weights(Predicate<String> wanted) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        all.forEach((name, parameter) -> {
            if (wanted.test(name)) {
                int[] dims =
                        parameter.dims().stream().mapToInt(Integer::intValue).toArray();
                tensors.put(name, Tensor.of(Objects.requireNonNull(values.get(name)), dims));
            }
        });
        return Weights.of(tensors);
    }
}
