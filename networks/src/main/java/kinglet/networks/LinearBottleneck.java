package kinglet.networks;

import java.util.Optional;
import kinglet.graph.Activation;
import kinglet.graph.Node;
import kinglet.graph.Scope;

/**
 * The linear bottleneck (Sandler et al. 2018, section 3.2 and table 1): a pointwise expansion, a depthwise convolution, and a
 * pointwise projection without activation, so that the narrow tensor loses nothing to a ReLU. From {@code c x h x w} it gives
 * {@code out x h/stride x w/stride}; at stride 1 it costs {@code h w expanded (c + k^2 + out)} mult-adds. The expansion is left
 * out where {@code expanded} is c.
 *
 * @param expanded channels of the depthwise convolution
 * @param out channels of the result
 * @param kernel rows and columns of the depthwise kernel
 * @param stride of the depthwise convolution
 * @param activation behind the expansion and the depthwise convolution
 * @param epsilon of the batch normalisations
 * @param squeeze squeeze-and-excitation behind the depthwise convolution, where there is one (MobileNetV3, section 5.3)
 * @param names how the projection is called
 */
public record LinearBottleneck(
        int expanded,
        int out,
        int kernel,
        int stride,
        Activation activation,
        double epsilon,
        Optional<SqueezeExcitation> squeeze,
        Names names)
        implements Block {

    /** Layers are numbered from 0; what differs between checkpoints is the projection, layer n. */
    public enum Names {
        /** Convolution {@code n}, normalisation {@code n+1}: torchvision's MobileNetV2. */
        FLAT,
        /** Convolution {@code n.0}, normalisation {@code n.1}: torchvision's MobileNetV3 and EfficientNet. */
        NESTED
    }

    /** With ReLU6 as in the paper, a 3x3 kernel and stride 1. */
    public static LinearBottleneck of(int expanded, int out) {
        return new LinearBottleneck(
                expanded, out, 3, 1, Activation.RELU6, Convolution.EPSILON, Optional.empty(), Names.NESTED);
    }

    public LinearBottleneck kernel(int size) {
        return new LinearBottleneck(expanded, out, size, stride, activation, epsilon, squeeze, names);
    }

    public LinearBottleneck stride(int step) {
        return new LinearBottleneck(expanded, out, kernel, step, activation, epsilon, squeeze, names);
    }

    public LinearBottleneck activation(Activation other) {
        return new LinearBottleneck(expanded, out, kernel, stride, other, epsilon, squeeze, names);
    }

    public LinearBottleneck epsilon(double other) {
        return new LinearBottleneck(expanded, out, kernel, stride, activation, other, squeeze, names);
    }

    public LinearBottleneck squeeze(SqueezeExcitation excitation) {
        return new LinearBottleneck(expanded, out, kernel, stride, activation, epsilon, Optional.of(excitation), names);
    }

    public LinearBottleneck names(Names other) {
        return new LinearBottleneck(expanded, out, kernel, stride, activation, epsilon, squeeze, other);
    }

    @Override
    public Node add(Scope scope, Node x) {
        int layer = 0;
        Node y = x;
        if (expanded != x.shape().channels()) {
            y = style(Convolution.pointwise(expanded)).add(scope.in(layer++), y);
        }
        y = style(Convolution.depthwise(expanded, kernel).stride(stride)).add(scope.in(layer++), y);
        if (squeeze.isPresent()) {
            y = squeeze.get().add(scope.in(layer++), y);
        }
        Convolution project = style(Convolution.pointwise(out)).linear();
        return switch (names) {
            case FLAT -> project.add(scope, Integer.toString(layer), Integer.toString(layer + 1), y);
            case NESTED -> project.add(scope.in(layer), y);
        };
    }

    private Convolution style(Convolution convolution) {
        return convolution.activation(activation).epsilon(epsilon);
    }
}
