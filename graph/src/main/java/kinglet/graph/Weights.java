package kinglet.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of a checkpoint by name, in the order of the file. Immutable but for the arrays that the tensors share. */
public final class Weights {
    private static final int NAMES_SHOWN = 5;

    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    public static Weights of(Map<String, Tensor> tensors) {
        return new Weights(new LinkedHashMap<>(tensors));
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public Map<String, Tensor> asMap() {
        return tensors;
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * The tensor of this name.
     *
     * @throws WeightsException if there is none
     */
    public Tensor tensor(String name) {
        return find(name)
                .orElseThrow(() -> new WeightsException("the weights have no tensor named '%s'".formatted(name)));
    }

    /** These weights with some tensors added or replaced. */
    public Weights with(Map<String, Tensor> others) {
        Map<String, Tensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others);
        return new Weights(all);
    }

    /**
     * Exactly the tensors that the network needs, in its order. PyTorch's step counters ({@code num_batches_tracked}) are
     * passed over.
     *
     * @throws WeightsException if a tensor is missing, extra, or of another shape; the message names them
     */
    public Weights fit(Network network) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        Map<String, Tensor> fitted = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            Tensor tensor = tensors.get(parameter.name());
            if (tensor == null) {
                missing.add(parameter.name());
            } else if (!fits(tensor, parameter)) {
                misshapen.add("%s is %s, not %s".formatted(parameter.name(), tensor, parameter.dims()));
            } else {
                fitted.put(parameter.name(), tensor);
            }
        }
        Set<String> extra = new TreeSet<>(tensors.keySet());
        network.parameters().forEach(p -> extra.remove(p.name()));
        extra.removeIf(name -> name.endsWith("num_batches_tracked"));
        if (!missing.isEmpty() || !misshapen.isEmpty() || !extra.isEmpty()) {
            throw new WeightsException(
                    "the weights do not fit network '%s'%s%s%s; use the weights of the same network and options"
                            .formatted(
                                    network.name(),
                                    some("missing", missing),
                                    some("extra", extra),
                                    some("of another shape", misshapen)));
        }
        return new Weights(fitted);
    }

    private static boolean fits(Tensor tensor, Parameter parameter) {
        return tensor.hasDims(
                parameter.dims().stream().mapToInt(Integer::intValue).toArray());
    }

    private static String some(String what, Collection<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
        return "; %d %s: %s%s".formatted(names.size(), what, shown, names.size() > NAMES_SHOWN ? ", ..." : "");
    }
}
