package kinglet.graph;

import java.util.List;
import java.util.Locale;

/**
 * A function of each value by itself.
 *
 * @param function which
 * @param alpha slope of LEAKY_RELU, scale of HARD_SIGMOID, lower bound of CLIP; otherwise 0
 * @param beta offset of HARD_SIGMOID, upper bound of CLIP; otherwise 0
 */
public record Activation(Function function, double alpha, double beta) implements Op {

    public enum Function {
        /** max(x, 0) */
        RELU,
        /** min(max(x, 0), 6) */
        RELU6,
        /** x for x at least 0, otherwise alpha x */
        LEAKY_RELU,
        /** min(max(x, alpha), beta) */
        CLIP,
        /** 1 / (1 + exp(-x)) */
        SIGMOID,
        /** min(max(alpha x + beta, 0), 1) */
        HARD_SIGMOID,
        /** x sigmoid(x), also called SiLU */
        SWISH,
        /** x min(max(x + 3, 0), 6) / 6 */
        HARD_SWISH,
        /** tanh(x) */
        TANH
    }

    public static final Activation RELU = new Activation(Function.RELU, 0, 0);
    public static final Activation RELU6 = new Activation(Function.RELU6, 0, 0);
    public static final Activation SIGMOID = new Activation(Function.SIGMOID, 0, 0);
    /** min(max(x + 3, 0), 6) / 6, MobileNetV3's; ONNX and Keras have other defaults. */
    public static final Activation HARD_SIGMOID = hardSigmoid(1 / 6.0, 0.5);

    public static final Activation SWISH = new Activation(Function.SWISH, 0, 0);
    public static final Activation HARD_SWISH = new Activation(Function.HARD_SWISH, 0, 0);
    public static final Activation TANH = new Activation(Function.TANH, 0, 0);

    public static Activation leakyRelu(double slope) {
        return new Activation(Function.LEAKY_RELU, slope, 0);
    }

    public static Activation clip(double low, double high) {
        return new Activation(Function.CLIP, low, high);
    }

    public static Activation hardSigmoid(double scale, double offset) {
        return new Activation(Function.HARD_SIGMOID, scale, offset);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String label() {
        String name = function.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (function) {
            case CLIP -> "%s %s..%s".formatted(name, alpha, beta);
            case LEAKY_RELU -> "%s %s".formatted(name, alpha);
            case RELU, RELU6, SIGMOID, HARD_SIGMOID, SWISH, HARD_SWISH, TANH -> name;
        };
    }
}
