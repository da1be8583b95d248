package kinglet.bench.natives;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kinglet.graph.*;
import org.jspecify.annotations.Nullable;

/**
 * A network in TorchScript's language: the body of a method {@code forward}, a line an op, and the tensors that it names. Every value stays of rank 4.
 *
 * @param input the shape of one image
 * @param arguments of the method, all tensors
 * @param lines the method's body
 * @param tensors attributes of the module, by name
 * @param learned names of those that learn
 * @param indices attributes of whole numbers
 */
record TorchScript(
        Shape input,
        List<String> arguments,
        List<String> lines,
        Map<String, Tensor> tensors,
        Set<String> learned,
        Map<String, long[]> indices) {
    private static final String SELF = "self.";
    private static final String IMAGES = "x";
    private static final String LABELS = "labels";

    /** PyTorch's number for tensors whose channels lie side by side. */
    private static final int CHANNELS_LAST = 2;

    /**
     * The model for inference; empty if it has an op that is not written. Batch norms are folded into the convolutions before them, as PyTorch's own
     * freezing does.
     */
    static Optional<TorchScript> of(Model model) {
        Writer writer = new Writer(model, false);
        if (!writer.writeAll()) {
            return Optional.empty();
        }
        writer.lines.add("return " + writer.value(model.network().output()));
        return Optional.of(writer.script(List.of(IMAGES)));
    }

    /**
     * The model's mean loss over a batch of images and their labels, with norms that take the batch's statistics; stochastic depth is left out. Empty
     * if it has an op that is not written.
     */
    static Optional<TorchScript> loss(Model model, boolean channelsLast) {
        Writer writer = new Writer(model, true);
        if (channelsLast) {
            writer.lines.add("%s = torch.contiguous(%s, memory_format=%d)".formatted(IMAGES, IMAGES, CHANNELS_LAST));
        }
        if (!writer.writeAll()) {
            return Optional.empty();
        }
        writer.lines.add("return torch.cross_entropy_loss(torch.flatten(%s, 1), %s, None, 1, -100, 0.)"
                .formatted(writer.value(model.network().output()), LABELS));
        return Optional.of(writer.script(List.of(IMAGES, LABELS)));
    }

    private static final class Writer {
        private final Model model;
        private final boolean learns;
        private final Set<String> learned = new LinkedHashSet<>();
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Map<String, long[]> indices = new LinkedHashMap<>();
        private final Map<Node, String> values = new IdentityHashMap<>();

        Writer(Model model, boolean learns) {
            this.model = model;
            this.learns = learns;
        }

        TorchScript script(List<String> arguments) {
            return new TorchScript(model.network().input().shape(), arguments, lines, tensors, learned, indices);
        }

        /** Whether all could be. */
        boolean writeAll() {
            return model.network().nodes().stream().allMatch(this::write);
        }

        String value(Node node) {
            return Objects.requireNonNull(values.get(node));
        }

        /** Whether it could be. */
        private boolean write(Node node) {
            if (node.op() instanceof Input) {
                values.put(node, IMAGES);
                return true;
            }
            Optional<String> expression = expression(node);
            expression.ifPresent(text -> {
                String name = "v" + values.size();
                lines.add(name + " = " + text);
                values.put(node, name);
            });
            return expression.isPresent();
        }

        private Optional<String> expression(Node node) {
            String x = node.inputs().isEmpty() ? "" : value(node.input());
            Shape shape = node.shape();
            return Optional.ofNullable(
                    switch (node.op()) {
                        case Conv2d conv -> convolution(node, conv, x);
                        case Linear linear -> linear(node, linear, x);
                        case BatchNorm norm -> isFolded(node) ? x : batchNorm(node, norm, x);
                        case Activation activation -> activation(activation, x);
                        case Pool pool -> pool(node, pool, x);
                        case GlobalPool pool ->
                            pool.kind() == Pool.Kind.MAX
                                    ? "torch.amax(%s, [2, 3], True)".formatted(x)
                                    : "torch.mean(%s, [2, 3], True)".formatted(x);
                        case AdaptiveAveragePool _ ->
                            "torch.adaptive_avg_pool2d(%s, [%d, %d])".formatted(x, shape.height(), shape.width());
                        case Add _ -> joined("torch.add(%s, %s)", node);
                        case Multiply _ -> joined("torch.mul(%s, %s)", node);
                        case Concat _ ->
                            node.inputs().stream()
                                    .map(this::value)
                                    .collect(Collectors.joining(", ", "torch.cat([", "], 1)"));
                        case Slice slice ->
                            "torch.slice(%s, 1, %d, %d, %d)".formatted(x, slice.from(), slice.to(), slice.step());
                        case ChannelShuffle shuffle -> "torch.channel_shuffle(%s, %d)".formatted(x, shuffle.groups());
                        case ChannelSelect _ -> select(node, x);
                        case Dropout dropout
                        when learns -> "torch.dropout(%s, %s, True)".formatted(x, number(dropout.rate()));
                        case Dropout _, StochasticDepth _ -> x;
                        case Softmax _ -> "torch.softmax(%s, 1)".formatted(x);
                        case Flatten _ -> "torch.reshape(%s, [-1, %d, 1, 1])".formatted(x, shape.channels());
                        case Pad pad when pad.mode() == Pad.Mode.CONSTANT -> padded(x, pad.padding(), pad.value());
                        case Pad _, Reshape _, Transpose _, Resize _ -> null;
                        case LocalResponseNorm _, LearnedGroupConv2d _, Constant _, Input _ -> null;
                    });
        }

        private String joined(String pattern, Node node) {
            String all = value(node.inputs().getFirst());
            for (Node other : node.inputs().subList(1, node.inputs().size())) {
                all = pattern.formatted(all, value(other));
            }
            return all;
        }

        private String convolution(Node node, Conv2d conv, String x) {
            Window window = conv.window();
            Padding.Explicit pad = window.padding(node.input().shape());
            boolean even = isEven(pad);
            String weights = weights(node, conv.bias());
            return "torch.conv2d(%s, %s, [%d, %d], [%d, %d], [%d, %d], %d)"
                    .formatted(
                            even ? x : padded(x, pad, 0),
                            weights,
                            window.strideHeight(),
                            window.strideWidth(),
                            even ? pad.top() : 0,
                            even ? pad.left() : 0,
                            window.dilationHeight(),
                            window.dilationWidth(),
                            conv.groups());
        }

        private String linear(Node node, Linear linear, String x) {
            return "torch.reshape(torch.linear(torch.flatten(%s, 1), %s), [-1, %d, 1, 1])"
                    .formatted(x, weights(node, linear.bias()), node.shape().channels());
        }

        /** Weights and bias of a product, with the batch norm that follows folded in. */
        private String weights(Node node, boolean hasBias) {
            if (learns) {
                return learned(node, "weight") + ", " + (hasBias ? learned(node, "bias") : "None");
            }
            float[] weight = tensor(node, "weight").data().clone();
            int outputs = node.shape().channels();
            float[] bias = hasBias ? tensor(node, "bias").data().clone() : new float[outputs];
            List<Node> readers = model.network().consumers(node);
            if (readers.size() == 1 && isFolded(readers.getFirst())) {
                Node norm = readers.getFirst();
                int each = weight.length / outputs;
                for (int o = 0; o < outputs; o++) {
                    double scale = scale(norm, o);
                    bias[o] = (float)
                            (scale * (bias[o] - tensor(norm, "running_mean").data()[o])
                                    + tensor(norm, "bias").data()[o]);
                    for (int i = o * each; i < (o + 1) * each; i++) {
                        weight[i] = (float) (weight[i] * scale);
                    }
                }
            }
            return named(Tensor.of(weight, tensor(node, "weight").dims())) + ", " + named(Tensor.of(bias, outputs));
        }

        private double scale(Node norm, int channel) {
            double variance = tensor(norm, "running_var").data()[channel];
            return tensor(norm, "weight").data()[channel] / Math.sqrt(variance + ((BatchNorm) norm.op()).epsilon());
        }

        private boolean isFolded(Node node) {
            return !learns
                    && node.op() instanceof BatchNorm
                    && node.input().op() instanceof Conv2d
                    && model.network().consumers(node.input()).size() == 1;
        }

        private String batchNorm(Node node, BatchNorm norm, String x) {
            String learned = learned(node, "weight") + ", " + learned(node, "bias");
            String statistics = named(tensor(node, "running_mean")) + ", " + named(tensor(node, "running_var"));
            return "torch.batch_norm(%s, %s, %s, %s, %s, False)"
                    .formatted(x, learned, statistics, learns ? "True, 0.1" : "False, 0.", number(norm.epsilon()));
        }

        private static String activation(Activation activation, String x) {
            String alpha = number(activation.alpha());
            String beta = number(activation.beta());
            return switch (activation.function()) {
                case RELU -> "torch.relu(%s)".formatted(x);
                case RELU6 -> "torch.clamp(%s, 0., 6.)".formatted(x);
                case LEAKY_RELU -> "torch.leaky_relu(%s, %s)".formatted(x, alpha);
                case CLIP -> "torch.clamp(%s, %s, %s)".formatted(x, alpha, beta);
                case SIGMOID -> "torch.sigmoid(%s)".formatted(x);
                case HARD_SIGMOID ->
                    activation.equals(Activation.HARD_SIGMOID)
                            ? "torch.hardsigmoid(%s)".formatted(x)
                            : "torch.clamp(torch.add(torch.mul(%s, %s), %s), 0., 1.)".formatted(x, alpha, beta);
                case SWISH -> "torch.silu(%s)".formatted(x);
                case HARD_SWISH -> "torch.hardswish(%s)".formatted(x);
                case TANH -> "torch.tanh(%s)".formatted(x);
            };
        }

        /** Null for the means of uneven padding, which PyTorch does not have. */
        private static @Nullable String pool(Node node, Pool pool, String x) {
            Window window = pool.window();
            Padding.Explicit pad = window.padding(node.input().shape());
            boolean max = pool.kind() == Pool.Kind.MAX;
            boolean isEven =
                    isEven(pad) && pad.top() <= window.kernelHeight() / 2 && pad.left() <= window.kernelWidth() / 2;
            if (!isEven && !max) {
                return null;
            }
            String windowText = "[%d, %d], [%d, %d], [%d, %d]"
                    .formatted(
                            window.kernelHeight(),
                            window.kernelWidth(),
                            window.strideHeight(),
                            window.strideWidth(),
                            isEven ? pad.top() : 0,
                            isEven ? pad.left() : 0);
            String input = isEven ? x : padded(x, pad, Float.NEGATIVE_INFINITY);
            boolean ceil = pool.ceil();
            return max
                    ? "torch.max_pool2d(%s, %s, [%d, %d], %s)"
                            .formatted(input, windowText, window.dilationHeight(), window.dilationWidth(), truth(ceil))
                    : "torch.avg_pool2d(%s, %s, %s, %s)"
                            .formatted(input, windowText, truth(ceil), truth(pool.countPadding()));
        }

        private String select(Node node, String x) {
            float[] index = tensor(node, "index").data();
            long[] channels = new long[index.length];
            for (int i = 0; i < index.length; i++) {
                channels[i] = (long) index[i];
            }
            String name = "i" + indices.size();
            indices.put(name, channels);
            return "torch.index_select(%s, 1, self.%s)".formatted(x, name);
        }

        private static String padded(String x, Padding.Explicit pad, double value) {
            return "torch.constant_pad_nd(%s, [%d, %d, %d, %d], %s)"
                    .formatted(x, pad.left(), pad.right(), pad.top(), pad.bottom(), number(value));
        }

        private static boolean isEven(Padding.Explicit pad) {
            return pad.top() == pad.bottom() && pad.left() == pad.right() && pad.top() >= 0 && pad.left() >= 0;
        }

        /** A tensor that learns, if anything does. */
        private String learned(Node node, String name) {
            String attribute = named(tensor(node, name));
            if (learns) {
                learned.add(attribute.substring(SELF.length()));
            }
            return attribute;
        }

        private String named(Tensor tensor) {
            String name = "w" + tensors.size();
            tensors.put(name, tensor);
            return SELF + name;
        }

        private Tensor tensor(Node node, String name) {
            return model.weights().tensor(node.name() + "." + name);
        }

        private static String number(double value) {
            return value == Double.NEGATIVE_INFINITY ? "-3.4e38" : String.format(Locale.ROOT, "%.12e", value);
        }

        private static String truth(boolean value) {
            return value ? "True" : "False";
        }
    }
}
