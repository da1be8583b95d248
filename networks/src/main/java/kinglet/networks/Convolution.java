package kinglet.networks;

import java.util.Optional;
import java.util.OptionalDouble;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Scope;

/**
 * Convolution, batch normalisation, activation: the layer that most blocks are made of. A {@code k x k} convolution from c to
 * {@code out} channels in g groups costs {@code h w k^2 c out / g} mult-adds for an output of {@code h x w}.
 *
 * <p>As first made it has stride 1, padding that keeps the size, batch normalisation with epsilon 1e-5, and ReLU.
 *
 * @param conv the convolution
 * @param epsilon of the batch normalisation, where there is one
 * @param activation the last step, where there is one
 */
public record Convolution(Conv2d conv, OptionalDouble epsilon, Optional<Activation> activation) implements Block {

    /** PyTorch's epsilon. */
    static final double EPSILON = 1e-5;

    /** A dense convolution. */
    public static Convolution of(int out, int kernel) {
        return of(Conv2d.of(out, kernel));
    }

    /** A convolution of which every group of outputs sees its own group of inputs (AlexNet 2012, section 3.5). */
    public static Convolution group(int out, int kernel, int groups) {
        return of(Conv2d.of(out, kernel).groups(groups));
    }

    /** One filter a channel (MobileNets 2017, section 3.1); it keeps the number of channels. */
    public static Convolution depthwise(int channels, int kernel) {
        return of(Conv2d.depthwise(channels, kernel));
    }

    /** A 1x1 convolution. */
    public static Convolution pointwise(int out) {
        return of(Conv2d.pointwise(out));
    }

    /** Any convolution, for example one with a rectangular kernel. */
    public static Convolution of(Conv2d conv) {
        return new Convolution(conv, OptionalDouble.of(EPSILON), Optional.of(Activation.RELU));
    }

    public Convolution stride(int stride) {
        return new Convolution(conv.stride(stride), epsilon, activation);
    }

    public Convolution padding(int pixels) {
        return new Convolution(conv.padding(pixels), epsilon, activation);
    }

    public Convolution padding(Padding rule) {
        return new Convolution(conv.padding(rule), epsilon, activation);
    }

    /** The same with another epsilon of the batch normalisation. */
    public Convolution epsilon(double other) {
        return new Convolution(conv, OptionalDouble.of(other), activation);
    }

    public Convolution activation(Activation other) {
        return new Convolution(conv, epsilon, Optional.of(other));
    }

    /** The same without activation. */
    public Convolution linear() {
        return new Convolution(conv, epsilon, Optional.empty());
    }

    /** The same with a bias in place of batch normalisation. */
    public Convolution biased() {
        return new Convolution(conv.withBias(), OptionalDouble.empty(), activation);
    }

    /** Names the convolution {@code 0} and the normalisation {@code 1}. */
    @Override
    public Node add(Scope scope, Node x) {
        return add(scope, "0", "1", x);
    }

    /** The same under names of the caller's. */
    public Node add(Scope scope, String convName, String normName, Node x) {
        Node y = scope.add(convName, conv, x);
        if (epsilon.isPresent()) {
            y = scope.add(normName, new BatchNorm(epsilon.getAsDouble()), y);
        }
        return activation.isPresent() ? scope.add(activation.get(), y) : y;
    }
}
