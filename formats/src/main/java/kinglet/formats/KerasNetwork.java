package kinglet.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.Concat;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.graph.Window;

/** Builds a network from Keras' configuration of it: channels last there, channels first here. */
final class KerasNetwork {
    private static final int MOST_PICTURE_CHANNELS = 16;
    /** Layers that look at each value by itself, so that the order of a flattened image does not matter to them. */
    private static final Set<String> ELEMENTWISE = Set.of("Dropout", "Activation", "ReLU", "LeakyReLU");

    private final Map<String, Tensor> stored;
    private final List<KerasLayer> layers;
    private final Scope scope;
    private final Map<String, Node> results = new LinkedHashMap<>();
    private final Map<String, Shape> flattened = new HashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<String> outputs = new ArrayList<>();

    KerasNetwork(String name, Map<String, Object> config, Map<String, Tensor> stored) {
        this.scope = Scope.of(name);
        this.stored = stored;
        this.layers = KerasLayer.all(config);
        KerasLayer.outputs(config).forEach(outputs::add);
    }

    Model build() {
        KerasLayer previous = null;
        for (KerasLayer layer : layers) {
            List<String> sources =
                    !layer.inputs().isEmpty() || previous == null ? layer.inputs() : List.of(previous.name());
            add(layer, sources);
            previous = layer;
        }
        if (previous == null) {
            throw new FormatException("the network has no layers");
        }
        List<String> ends = outputs.isEmpty() ? List.of(previous.name()) : outputs;
        if (ends.stream().anyMatch(flattened::containsKey)) {
            throw new FormatException("its output is a flattened image, which Kinglet has in another order");
        }
        return new Model(
                scope.build(ends.stream().map(this::result).toList()),
                Weights.of(tensors),
                Map.of(Model.FRAMEWORK, Model.TENSORFLOW));
    }

    private Node result(String layer) {
        Node node = results.get(layer);
        if (node == null) {
            throw new FormatException("a layer reads '%s', which does not come before it".formatted(layer));
        }
        return node;
    }

    private void add(KerasLayer layer, List<String> sources) {
        if (layer.kind().equals("InputLayer") || sources.isEmpty()) {
            results.put(
                    layer.name(),
                    scope.input(layer.kind().equals("InputLayer") ? layer.name() : "input", layer.inputShape()));
            if (layer.kind().equals("InputLayer")) {
                return;
            }
            sources = List.of(layer.name());
        }
        List<Node> inputs = sources.stream().map(this::result).toList();
        follow(layer, sources);
        Node x = inputs.getFirst();
        String name = layer.name();
        Node y = switch (layer.kind()) {
            case "Conv2D" -> convolution(layer, x);
            case "DepthwiseConv2D" -> depthwise(layer, name, x, layer.flag("use_bias", true));
            case "SeparableConv2D" -> separable(layer, x);
            case "Dense" -> dense(layer, x, sources.getFirst());
            case "BatchNormalization" -> norm(layer, x);
            case "ReLU" -> scope.add(name, layer.relu(), x);
            case "LeakyReLU" -> scope.add(name, Activation.leakyRelu(layer.number(0.3, "alpha", "negative_slope")), x);
            case "ZeroPadding2D" -> scope.add(name, Pad.zeros(layer.pads()), x);
            case "MaxPooling2D" -> scope.add(name, Pool.max(layer.window("pool_size")), x);
            case "AveragePooling2D" ->
                scope.add(name, new Pool(Pool.Kind.AVERAGE, layer.window("pool_size"), false, false), x);
            case "GlobalAveragePooling2D" -> scope.add(name, GlobalPool.AVERAGE, x);
            case "GlobalMaxPooling2D" -> scope.add(name, new GlobalPool(Pool.Kind.MAX), x);
            case "Add" -> scope.add(name, new Add(), inputs);
            case "Multiply" -> scope.add(name, new Multiply(), inputs);
            case "Concatenate" -> {
                layer.requireChannelAxis(x.shape());
                yield scope.add(name, new Concat(), inputs);
            }
            case "Softmax" -> {
                layer.requireChannelAxis(x.shape());
                yield scope.add(name, new Softmax(), x);
            }
            case "Flatten" -> flatten(layer, x);
            case "Rescaling" -> rescaling(layer, x);
            case "Dropout", "SpatialDropout2D" -> scope.add(name, new Dropout(layer.number(0, "rate")), x);
            case "Reshape" -> reshape(layer, x);
            case "Activation" -> x;
            default ->
                throw new FormatException(
                        "layer '%s' is a %s, which Kinglet does not read".formatted(name, layer.kind()));
        };
        results.put(name, activated(layer, y));
    }

    /**
     * Keras flattens rows, columns, channels; here channels come first. A Dense layer's weights are put into our order, so only it and layers
     * that do not mind the order may follow.
     */
    private void follow(KerasLayer layer, List<String> sources) {
        for (String source : sources) {
            Shape shape = flattened.get(source);
            if (shape != null && ELEMENTWISE.contains(layer.kind())) {
                flattened.put(layer.name(), shape);
            } else if (shape != null && !layer.kind().equals("Dense")) {
                throw new FormatException(
                        "layer '%s' (%s) reads a flattened image, which Kinglet reads only before Dense"
                                .formatted(layer.name(), layer.kind()));
            }
        }
    }

    private Node activated(KerasLayer layer, Node y) {
        String function = layer.text("linear", "activation");
        String name = layer.kind().equals("Activation") ? layer.name() : layer.name() + "." + function;
        return switch (function) {
            case "linear" -> y;
            case "relu" -> scope.add(name, Activation.RELU, y);
            case "relu6" -> scope.add(name, Activation.RELU6, y);
            case "sigmoid" -> scope.add(name, Activation.SIGMOID, y);
            case "hard_sigmoid" -> scope.add(name, Activation.hardSigmoid(0.2, 0.5), y);
            case "swish", "silu" -> scope.add(name, Activation.SWISH, y);
            case "tanh" -> scope.add(name, Activation.TANH, y);
            case "softmax" -> scope.add(name, new Softmax(), y);
            default ->
                throw new FormatException(
                        "layer '%s' has activation %s, which Kinglet does not read".formatted(layer.name(), function));
        };
    }

    private Node convolution(KerasLayer layer, Node x) {
        int filters = layer.integer("filters");
        boolean bias = layer.flag("use_bias", true);
        Conv2d conv = new Conv2d(filters, layer.window("kernel_size"), (int) layer.number(1, "groups"), bias);
        put(layer.name() + ".weight", Axes.of(stored(layer, "kernel"), 3, 2, 0, 1));
        if (bias) {
            put(layer.name() + ".bias", stored(layer, "bias"));
        }
        return scope.add(layer.name(), conv, x);
    }

    private Node depthwise(KerasLayer layer, String name, Node x, boolean bias) {
        Tensor kernel = stored(layer, "depthwise_kernel");
        if (kernel.rank() != 4) {
            throw new FormatException("layer '%s' has a kernel of %s".formatted(layer.name(), kernel));
        }
        int out = x.shape().channels() * kernel.dim(3);
        put(name + ".weight", Axes.of(kernel, 2, 3, 0, 1).reshape(out, 1, kernel.dim(0), kernel.dim(1)));
        if (bias) {
            put(name + ".bias", stored(layer, "bias"));
        }
        return scope.add(
                name, new Conv2d(out, layer.window("kernel_size"), x.shape().channels(), bias), x);
    }

    private Node separable(KerasLayer layer, Node x) {
        Node depthwise = depthwise(layer, layer.name() + ".depthwise", x, false);
        boolean bias = layer.flag("use_bias", true);
        String name = layer.name() + ".pointwise";
        put(name + ".weight", Axes.of(stored(layer, "pointwise_kernel"), 3, 2, 0, 1));
        if (bias) {
            put(name + ".bias", stored(layer, "bias"));
        }
        return scope.add(name, new Conv2d(layer.integer("filters"), Window.of(1), 1, bias), depthwise);
    }

    private Node dense(KerasLayer layer, Node x, String source) {
        Tensor kernel = stored(layer, "kernel");
        Shape shape = flattened.getOrDefault(source, Shape.vector(x.shape().channels()));
        int units = layer.integer("units");
        if (!kernel.hasDims(shape.size(), units)) {
            throw new FormatException("layer '%s' has a kernel of %s for %d inputs and %d outputs"
                    .formatted(layer.name(), kernel, shape.size(), units));
        }
        Tensor image = kernel.reshape(shape.height(), shape.width(), shape.channels(), units);
        put(layer.name() + ".weight", Axes.of(image, 3, 2, 0, 1).reshape(units, shape.size()));
        boolean bias = layer.flag("use_bias", true);
        if (bias) {
            put(layer.name() + ".bias", stored(layer, "bias"));
        }
        return scope.add(layer.name(), new Linear(units, bias), x);
    }

    private Node norm(KerasLayer layer, Node x) {
        layer.requireChannelAxis(x.shape());
        Tensor mean = stored(layer, "moving_mean");
        String name = layer.name();
        put(name + ".weight", layer.flag("scale", true) ? stored(layer, "gamma") : filled(mean.size(), 1));
        put(name + ".bias", layer.flag("center", true) ? stored(layer, "beta") : filled(mean.size(), 0));
        put(name + ".running_mean", mean);
        put(name + ".running_var", stored(layer, "moving_variance"));
        return scope.add(name, new BatchNorm(layer.number(1e-3, "epsilon")), x);
    }

    private Node flatten(KerasLayer layer, Node x) {
        if (x.shape().area() > 1) {
            flattened.put(layer.name(), x.shape());
        }
        return scope.add(layer.name(), new Flatten(), x);
    }

    private Node rescaling(KerasLayer layer, Node x) {
        int channels = x.shape().channels();
        if (channels > MOST_PICTURE_CHANNELS) {
            throw new FormatException("layer '%s' rescales %d channels; Kinglet reads it for pictures only"
                    .formatted(layer.name(), channels));
        }
        put(layer.name() + ".weight", filled(channels, (float) layer.number(1, "scale")));
        put(layer.name() + ".bias", filled(channels, (float) layer.number(0, "offset")));
        put(layer.name() + ".running_mean", filled(channels, 0));
        put(layer.name() + ".running_var", filled(channels, 1));
        return scope.add(layer.name(), new BatchNorm(0), x);
    }

    private static Node reshape(KerasLayer layer, Node x) {
        if (!x.shape().isVector() || !layer.keepsChannels(x.shape().channels())) {
            throw new FormatException("layer '%s' reshapes %s to %s; only a vector can be, to one pixel or back"
                    .formatted(layer.name(), x.shape(), layer.config().get("target_shape")));
        }
        return x;
    }

    private void put(String name, Tensor tensor) {
        tensors.put(name, tensor);
    }

    private Tensor stored(KerasLayer layer, String what) {
        Tensor tensor = stored.get(layer.name() + "/" + what);
        if (tensor == null) {
            throw new FormatException("layer '%s' has no %s in the file".formatted(layer.name(), what));
        }
        return tensor;
    }

    private static Tensor filled(int channels, float value) {
        float[] values = new float[channels];
        Arrays.fill(values, value);
        return Tensor.of(values, channels);
    }
}
