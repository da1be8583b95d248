package kinglet.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinglet.graph.Activation;
import kinglet.graph.Padding;
import kinglet.graph.Shape;
import kinglet.graph.Window;
import org.jspecify.annotations.Nullable;

/**
 * One layer of Keras' configuration.
 *
 * @param name its name
 * @param kind its class
 * @param config its settings
 * @param inputs the layers it reads; empty in a sequential model
 */
record KerasLayer(String name, String kind, Map<?, ?> config, List<String> inputs) {

    /** The layers of a model, each after those it reads. */
    static List<KerasLayer> all(Map<String, Object> model) {
        Object config = model.get("config");
        Object layers = config instanceof Map<?, ?> map ? map.get("layers") : config;
        if (!(layers instanceof List<?> list)) {
            throw new FormatException("the configuration has no list of layers");
        }
        List<KerasLayer> all = new ArrayList<>();
        for (Object entry : list) {
            if (!(entry instanceof Map<?, ?> layer) || !(layer.get("config") instanceof Map<?, ?> settings)) {
                throw new FormatException("the configuration of a layer is damaged");
            }
            String name = String.valueOf(settings.get("name"));
            all.add(new KerasLayer(
                    name, String.valueOf(layer.get("class_name")), settings, inputs(name, layer.get("inbound_nodes"))));
        }
        return all;
    }

    /** The layers whose results are the model's; empty in a sequential model. */
    static List<String> outputs(Map<String, Object> model) {
        if (model.get("config") instanceof Map<?, ?> config && config.get("output_layers") instanceof List<?> list) {
            return list.stream()
                    .map(o -> o instanceof List<?> reference && !reference.isEmpty()
                            ? String.valueOf(reference.getFirst())
                            : String.valueOf(o))
                    .toList();
        }
        return List.of();
    }

    private static List<String> inputs(String name, @Nullable Object inbound) {
        if (!(inbound instanceof List<?> calls) || calls.isEmpty()) {
            return List.of();
        }
        if (calls.size() > 1 || !(calls.getFirst() instanceof List<?> references)) {
            throw new FormatException(
                    "layer '%s' is used several times or in a form that Kinglet does not read".formatted(name));
        }
        return references.stream()
                .map(r -> r instanceof List<?> reference && !reference.isEmpty()
                        ? String.valueOf(reference.getFirst())
                        : "")
                .toList();
    }

    /** The shape of a picture, which Keras gives as batch, rows, columns, channels. */
    Shape inputShape() {
        for (String key : List.of("batch_input_shape", "batch_shape")) {
            if (config.get(key) instanceof List<?> dims && dims.size() == 4) {
                if (dims.get(1) instanceof Integer rows
                        && dims.get(2) instanceof Integer columns
                        && dims.get(3) instanceof Integer channels) {
                    return new Shape(channels, rows, columns);
                }
                throw new FormatException(
                        "the input's size is open (%s); save the model with a fixed one".formatted(dims));
            }
        }
        throw new FormatException("layer '%s' has no input shape of four dimensions".formatted(name));
    }

    /** The first of these settings that is given; absent, {@code otherwise}. */
    double number(double otherwise, String... keys) {
        for (String key : keys) {
            Object value = config.get(key);
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            if (value != null) {
                throw new FormatException("layer '%s' has %s %s, which is no number".formatted(name, key, value));
            }
        }
        return otherwise;
    }

    /** Whether the target of a reshape is a vector of so many values, or one pixel of so many channels. */
    boolean keepsChannels(int channels) {
        if (!(config.get("target_shape") instanceof List<?> target) || target.isEmpty()) {
            return false;
        }
        boolean ones = target.subList(0, target.size() - 1).stream().allMatch(Integer.valueOf(1)::equals);
        return ones && (target.getLast().equals(channels) || target.getLast().equals(-1));
    }

    int integer(String key) {
        if (config.get(key) instanceof Integer number) {
            return number;
        }
        throw new FormatException("layer '%s' has no number '%s'".formatted(name, key));
    }

    boolean flag(String key, boolean otherwise) {
        return config.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    String text(String otherwise, String key) {
        return config.get(key) instanceof String text ? text : otherwise;
    }

    /** Fails if the layer works along another axis than the channels, which come last of two or four. */
    void requireChannelAxis(Shape shape) {
        Object axis =
                config.get("axis") instanceof List<?> one && one.size() == 1 ? one.getFirst() : config.get("axis");
        boolean last = axis == null || axis.equals(-1) || axis.equals(3) || (axis.equals(1) && shape.isVector());
        if (!last) {
            throw new FormatException(
                    "layer '%s' works along axis %s, not along the channels, which Kinglet does not read"
                            .formatted(name, axis));
        }
    }

    /** Kernel, strides, dilation and padding. */
    Window window(String kernel) {
        if (text("channels_last", "data_format").equals("channels_first")) {
            throw new FormatException(
                    "layer '%s' has channels first, which Kinglet does not read from Keras".formatted(name));
        }
        boolean pool = kernel.equals("pool_size");
        int[] size = pair(kernel, pool ? 2 : 1);
        int[] strides = pool && config.get("strides") == null ? size : pair("strides", 1);
        int[] dilation = pair("dilation_rate", 1);
        Padding padding = switch (text("valid", "padding")) {
            case "same" -> Padding.same();
            case "valid" -> Padding.NONE;
            default -> throw new FormatException("layer '%s' has a padding that Kinglet does not read".formatted(name));
        };
        return new Window(size[0], size[1], strides[0], strides[1], dilation[0], dilation[1], padding);
    }

    Padding.Explicit pads() {
        if (config.get("padding") instanceof List<?> sides && sides.size() == 2) {
            if (sides.get(0) instanceof List<?> rows && sides.get(1) instanceof List<?> columns) {
                return new Padding.Explicit(item(rows, 0), item(columns, 0), item(rows, 1), item(columns, 1));
            }
            return Padding.symmetric(item(sides, 0), item(sides, 1));
        }
        int all = integer("padding");
        return Padding.symmetric(all, all);
    }

    Activation relu() {
        double slope = number(0, "negative_slope");
        boolean bounded = config.get("max_value") instanceof Number;
        if (number(0, "threshold") != 0 || (slope != 0 && bounded)) {
            throw new FormatException("layer '%s' is a ReLU of a form that Kinglet does not read".formatted(name));
        }
        return slope != 0
                ? Activation.leakyRelu(slope)
                : bounded ? Activation.clip(0, number(0, "max_value")) : Activation.RELU;
    }

    private int[] pair(String key, int otherwise) {
        return switch (config.get(key)) {
            case Integer both -> new int[] {both, both};
            case List<?> two when two.size() == 2 -> new int[] {item(two, 0), item(two, 1)};
            case null -> new int[] {otherwise, otherwise};
            case Object other -> throw new FormatException("layer '%s' has %s %s".formatted(name, key, other));
        };
    }

    private int item(List<?> list, int index) {
        if (index < list.size() && list.get(index) instanceof Integer number) {
            return number;
        }
        throw new FormatException("layer '%s' has a list without a number: %s".formatted(name, list));
    }
}
