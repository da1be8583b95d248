package kinglet.train;

import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.graph.WeightsException;

/** Copies the values of tensors into others of the same names and dimensions. */
final class WeightsCopy {

    private WeightsCopy() {}

    /**
     * Copies all tensors, or none.
     *
     * @throws WeightsException if names or dimensions differ
     */
    static void copy(Weights from, Weights to) {
        if (!from.names().equals(to.names())) {
            throw new WeightsException("%d tensors cannot take the values of %d others; use those of the same network"
                    .formatted(to.names().size(), from.names().size()));
        }
        for (Map.Entry<String, Tensor> entry : to.asMap().entrySet()) {
            Tensor source = from.tensor(entry.getKey());
            if (!source.hasDims(entry.getValue().dims())) {
                throw new WeightsException("tensor '%s' is %s, not %s; use that of the same network"
                        .formatted(entry.getKey(), source, entry.getValue()));
            }
        }
        to.asMap()
                .forEach((name, tensor) ->
                        System.arraycopy(from.tensor(name).data(), 0, tensor.data(), 0, tensor.size()));
    }
}
