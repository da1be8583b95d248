package kinglet.train;

import kinglet.graph.KingletException;
import kinglet.graph.Parameter;
import kinglet.graph.Tensor;

/**
 * A trainable parameter as an optimizer sees it. The arrays are shared: whoever computes gradients writes one, the optimizer the
 * other.
 *
 * @param parameter its name and dimensions
 * @param values its values in the checkpoint's own order ({@code [out][in][kernel height][kernel width]})
 * @param gradient the derivative of the loss by each value, in the same order
 * @param decays whether weight decay draws it to zero
 */
public record Slot(Parameter parameter, float[] values, float[] gradient, boolean decays) {

    public Slot {
        if (values.length != parameter.size() || gradient.length != parameter.size()) {
            throw new KingletException("parameter '%s' has %d values, but was given %d and a gradient of %d"
                    .formatted(parameter.name(), parameter.size(), values.length, gradient.length));
        }
    }

    public String name() {
        return parameter.name();
    }

    public int size() {
        return values.length;
    }

    /** A tensor of this parameter's dimensions over an array of its length. */
    Tensor tensor(float[] data) {
        return Tensor.of(
                data, parameter.dims().stream().mapToInt(Integer::intValue).toArray());
    }
}
