package kinglet.formats;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.Concat;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;
import kinglet.graph.Transpose;
import kinglet.graph.Weights;
import kinglet.graph.Window;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.LeakyReluOptions;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;
import org.tensorflow.lite.schema.SubGraph;

/** Builds a network from a TensorFlow Lite graph: channels last there, channels first here. */
final class TfliteNetwork {
    private static final Set<Integer> ELEMENTWISE = Set.of(
            BuiltinOperator.RESHAPE,
            BuiltinOperator.SQUEEZE,
            BuiltinOperator.LOGISTIC,
            BuiltinOperator.RELU,
            BuiltinOperator.RELU6,
            BuiltinOperator.TANH,
            BuiltinOperator.LEAKY_RELU,
            BuiltinOperator.HARD_SWISH,
            BuiltinOperator.QUANTIZE,
            BuiltinOperator.DEQUANTIZE);

    private final org.tensorflow.lite.schema.Model file;
    private final SubGraph graph;
    private final TfliteTensors tensors;
    private final Scope scope;
    private final Map<Integer, Node> results = new HashMap<>();
    /** The shape whose values a flat tensor holds, rows and columns before channels. */
    private final Map<Integer, Shape> flattened = new HashMap<>();

    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    TfliteNetwork(String name, ByteBuffer data) {
        file = org.tensorflow.lite.schema.Model.getRootAsModel(data);
        if (file.subgraphsLength() < 1) {
            throw new FormatException("the model has no graph");
        }
        graph = file.subgraphs(0);
        tensors = new TfliteTensors(file, graph);
        scope = Scope.of(name);
    }

    Model build() {
        Map<String, String> properties = new HashMap<>(Map.of(Model.FRAMEWORK, Model.TENSORFLOW));
        for (int i = 0; i < graph.inputsLength(); i++) {
            int input = graph.inputs(i);
            results.put(input, scope.input(tensors.name(input), tensors.shape(input)));
            if (tensors.isQuantised(input)) {
                properties.put(Model.INPUT_SCALE, Double.toString(tensors.scale(input)));
                properties.put(Model.INPUT_OFFSET, Double.toString(tensors.offset(input)));
            }
        }
        for (int i = 0; i < graph.operatorsLength(); i++) {
            add(graph.operators(i));
        }
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < graph.outputsLength(); i++) {
            if (flattened.containsKey(graph.outputs(i))) {
                throw new FormatException("its output is a flattened image, which Kinglet has in another order");
            }
            outputs.add(result(graph.outputs(i)));
        }
        return new Model(scope.build(outputs), Weights.of(weights), properties);
    }

    private Node result(int tensor) {
        Node node = results.get(tensor);
        if (node == null) {
            throw new FormatException("tensor '%s' is read before it is written".formatted(tensors.name(tensor)));
        }
        return node;
    }

    private void add(Operator operator) {
        int code = code(operator);
        int out = operator.outputs(0);
        String name = tensors.name(out);
        if (code == BuiltinOperator.DEQUANTIZE && isConstant(input(operator, 0))) {
            tensors.widen(input(operator, 0), out);
            return;
        }
        follow(operator, code, out);
        Node y = switch (code) {
            case BuiltinOperator.CONV_2D -> convolution(operator, name);
            case BuiltinOperator.DEPTHWISE_CONV_2D -> depthwise(operator, name);
            case BuiltinOperator.FULLY_CONNECTED -> fullyConnected(operator, name);
            case BuiltinOperator.AVERAGE_POOL_2D, BuiltinOperator.MAX_POOL_2D -> pool(operator, name, code);
            case BuiltinOperator.MEAN -> mean(operator, name);
            case BuiltinOperator.ADD ->
                fused(
                        name,
                        sum(operator, name),
                        options(operator, new AddOptions()).fusedActivationFunction());
            case BuiltinOperator.MUL ->
                fused(
                        name,
                        scope.add(name, new Multiply(), operands(operator)),
                        options(operator, new MulOptions()).fusedActivationFunction());
            case BuiltinOperator.CONCATENATION -> concatenation(operator, name);
            case BuiltinOperator.PAD -> pad(operator, name);
            case BuiltinOperator.SOFTMAX -> softmax(operator, name);
            case BuiltinOperator.LOGISTIC -> scope.add(name, Activation.SIGMOID, first(operator));
            case BuiltinOperator.RELU -> scope.add(name, Activation.RELU, first(operator));
            case BuiltinOperator.RELU6 -> scope.add(name, Activation.RELU6, first(operator));
            case BuiltinOperator.TANH -> scope.add(name, Activation.TANH, first(operator));
            case BuiltinOperator.LEAKY_RELU ->
                scope.add(
                        name,
                        Activation.leakyRelu(
                                options(operator, new LeakyReluOptions()).alpha()),
                        first(operator));
            case BuiltinOperator.TRANSPOSE -> transpose(operator, name);
            case BuiltinOperator.HARD_SWISH -> scope.add(name, Activation.HARD_SWISH, first(operator));
            case BuiltinOperator.RESHAPE, BuiltinOperator.SQUEEZE -> reshape(operator, name, out);
            case BuiltinOperator.QUANTIZE, BuiltinOperator.DEQUANTIZE -> first(operator);
            default ->
                throw new FormatException("operator %s of '%s' is none that Kinglet reads"
                        .formatted(
                                code >= 0 && code < BuiltinOperator.names.length ? BuiltinOperator.name(code) : code,
                                name));
        };
        requireShape(out, y);
        boolean clamped =
                tensors.isQuantised(out) && code != BuiltinOperator.SOFTMAX && y != results.get(input(operator, 0));
        results.put(out, clamped ? scope.add(name + ".range", tensors.range(out), y) : y);
    }

    /** Fully connected weights are put into our order of a flattened image; besides, only operators that do not mind the order may follow. */
    private void follow(Operator operator, int code, int out) {
        for (int i = 0; i < operator.inputsLength(); i++) {
            Shape shape = flattened.get(operator.inputs(i));
            if (shape != null && ELEMENTWISE.contains(code)) {
                flattened.put(out, shape);
            } else if (shape != null && code != BuiltinOperator.FULLY_CONNECTED) {
                throw new FormatException(
                        "'%s' reads a flattened image, which Kinglet reads only before a fully connected layer"
                                .formatted(tensors.name(out)));
            }
        }
    }

    private int code(Operator operator) {
        if (operator.opcodeIndex() < 0
                || operator.opcodeIndex() >= file.operatorCodesLength()
                || operator.outputsLength() < 1) {
            throw new FormatException(
                    "the model is damaged: an operator is none of its %d".formatted(file.operatorCodesLength()));
        }
        var code = file.operatorCodes((int) operator.opcodeIndex());
        return Math.max(code.builtinCode(), code.deprecatedBuiltinCode());
    }

    private static <T extends Table> T options(Operator operator, T empty) {
        @SuppressWarnings("unchecked") // it fills and returns its argument
        T options = (T) operator.builtinOptions(empty);
        if (options == null) {
            throw new FormatException("the model is damaged: an operator has no options");
        }
        return options;
    }

    private static int input(Operator operator, int index) {
        if (index >= operator.inputsLength()) {
            throw new FormatException("the model is damaged: an operator lacks input %d".formatted(index));
        }
        return operator.inputs(index);
    }

    private Node first(Operator operator) {
        return result(input(operator, 0));
    }

    /** The operands, with constants as nodes of their own. */
    private List<Node> operands(Operator operator) {
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < operator.inputsLength(); i++) {
            int input = operator.inputs(i);
            if (isConstant(input)) {
                results.put(input, constant(input));
            }
            operands.add(result(input));
        }
        return operands;
    }

    private Node constant(int tensor) {
        Tensor value = tensors.constant(tensor);
        Shape shape = tensors.dims(tensor).isEmpty() ? Shape.vector(1) : tensors.shape(tensor);
        Tensor image = value.reshape(shape.height(), shape.width(), shape.channels());
        String name = tensors.name(tensor);
        weights.put(name + ".value", Axes.of(image, 2, 0, 1));
        return scope.add(name, new Constant(shape));
    }

    private boolean isConstant(int tensor) {
        return !results.containsKey(tensor) && tensors.isConstant(tensor);
    }

    /** What an operator was taken for gives the shape that the file says; a guard against settings that are read wrongly. */
    private void requireShape(int tensor, Node node) {
        if (!tensors.dims(tensor).isEmpty() && !tensors.shape(tensor).equals(node.shape())) {
            throw new FormatException(
                    "'%s' should be %s but comes out as %s; the file is damaged, or has a setting that Kinglet does not read"
                            .formatted(tensors.name(tensor), tensors.shape(tensor), node.shape()));
        }
    }

    private Node softmax(Operator operator, String name) {
        float beta = options(operator, new SoftmaxOptions()).beta();
        if (beta != 1) {
            throw new FormatException("'%s' is a softmax of beta %s; Kinglet reads only 1".formatted(name, beta));
        }
        return scope.add(name, new Softmax(), first(operator));
    }

    /** An order of batch, rows, columns, channels as one of channels, rows, columns. */
    private Node transpose(Operator operator, String name) {
        int[] order = tensors.integers(input(operator, 1));
        boolean permutation = Arrays.equals(Arrays.stream(order).sorted().toArray(), new int[] {0, 1, 2, 3});
        if (!permutation || order[0] != 0) {
            throw new FormatException("'%s' transposes other dimensions than an image's".formatted(name));
        }
        return scope.add(name, new Transpose(List.of(order[3] % 3, order[1] % 3, order[2] % 3)), first(operator));
    }

    private Node sum(Operator operator, String name) {
        return scope.add(name, new Add(), operands(operator));
    }

    private Node convolution(Operator operator, String name) {
        Conv2DOptions options = options(operator, new Conv2DOptions());
        Tensor kernel = tensors.constant(input(operator, 1));
        Tensor weight = Axes.of(kernel, 0, 3, 1, 2);
        Window window = window(kernel.dim(1), kernel.dim(2), options.strideH(), options.strideW(), options.padding())
                .dilation(options.dilationHFactor(), options.dilationWFactor());
        weights.put(name + ".weight", weight);
        Node x = first(operator);
        int groups = weight.dim(1) == 0 ? 0 : x.shape().channels() / weight.dim(1);
        return fused(
                name,
                scope.add(name, new Conv2d(weight.dim(0), window, groups, bias(operator, name)), x),
                options.fusedActivationFunction());
    }

    private Node depthwise(Operator operator, String name) {
        DepthwiseConv2DOptions options = options(operator, new DepthwiseConv2DOptions());
        Tensor kernel = tensors.constant(input(operator, 1));
        Tensor weight = Axes.of(kernel, 3, 0, 1, 2);
        Window window = window(kernel.dim(1), kernel.dim(2), options.strideH(), options.strideW(), options.padding())
                .dilation(options.dilationHFactor(), options.dilationWFactor());
        weights.put(name + ".weight", weight);
        Node x = first(operator);
        Conv2d conv = new Conv2d(weight.dim(0), window, x.shape().channels(), bias(operator, name));
        return fused(name, scope.add(name, conv, x), options.fusedActivationFunction());
    }

    private boolean bias(Operator operator, String name) {
        boolean present = operator.inputsLength() > 2 && input(operator, 2) >= 0;
        if (present) {
            weights.put(name + ".bias", tensors.constant(input(operator, 2)));
        }
        return present;
    }

    private static Window window(int height, int width, int strideH, int strideW, byte padding) {
        return Window.of(height, width)
                .stride(strideH, strideW)
                .padding(padding == org.tensorflow.lite.schema.Padding.SAME ? Padding.same() : Padding.NONE);
    }

    /** TensorFlow flattens rows, columns, channels; here channels come first, so the inputs are put into another order. */
    private Node fullyConnected(Operator operator, String name) {
        Tensor kernel = tensors.constant(input(operator, 1));
        Node x = first(operator);
        Shape shape = flattened.getOrDefault(input(operator, 0), x.shape());
        if (!kernel.hasDims(kernel.rank() == 2 ? kernel.dim(0) : 0, shape.size())) {
            throw new FormatException("'%s' has weights of %s for %d inputs".formatted(name, kernel, shape.size()));
        }
        int out = kernel.dim(0);
        Tensor image = kernel.reshape(out, shape.height(), shape.width(), shape.channels());
        weights.put(name + ".weight", Axes.of(image, 0, 3, 1, 2).reshape(out, shape.size()));
        Node flat = x.shape().isVector() ? x : scope.add(name + ".flatten", new Flatten(), x);
        Node y = scope.add(name, new Linear(out, bias(operator, name)), flat);
        return fused(name, y, options(operator, new FullyConnectedOptions()).fusedActivationFunction());
    }

    private Node pool(Operator operator, String name, int code) {
        Pool2DOptions options = options(operator, new Pool2DOptions());
        Window window = window(
                options.filterHeight(), options.filterWidth(), options.strideH(), options.strideW(), options.padding());
        Pool pool = code == BuiltinOperator.MAX_POOL_2D
                ? Pool.max(window)
                : new Pool(Pool.Kind.AVERAGE, window, false, false);
        return fused(name, scope.add(name, pool, first(operator)), options.fusedActivationFunction());
    }

    private Node concatenation(Operator operator, String name) {
        ConcatenationOptions options = options(operator, new ConcatenationOptions());
        List<Node> operands = operands(operator);
        boolean vectors = operands.stream().allMatch(node -> node.shape().isVector());
        if (options.axis() != -1 && options.axis() != 3 && !(vectors && options.axis() == 1)) {
            throw new FormatException(
                    "'%s' joins along axis %d, not along the channels".formatted(name, options.axis()));
        }
        return fused(name, scope.add(name, new Concat(), operands), options.fusedActivationFunction());
    }

    private Node mean(Operator operator, String name) {
        int[] axes = tensors.integers(input(operator, 1));
        Set<Integer> over = new HashSet<>();
        for (int axis : axes) {
            over.add(Math.floorMod(axis, 4));
        }
        if (!over.equals(Set.of(1, 2))) {
            throw new FormatException("'%s' is a mean over other axes than rows and columns".formatted(name));
        }
        return scope.add(name, GlobalPool.AVERAGE, first(operator));
    }

    private Node pad(Operator operator, String name) {
        int[] pads = tensors.integers(input(operator, 1));
        if (pads.length != 8 || pads[0] != 0 || pads[1] != 0 || pads[6] != 0 || pads[7] != 0) {
            throw new FormatException("'%s' pads other axes than rows and columns".formatted(name));
        }
        return scope.add(name, Pad.zeros(new Padding.Explicit(pads[2], pads[4], pads[3], pads[5])), first(operator));
    }

    private Node reshape(Operator operator, String name, int out) {
        Node x = first(operator);
        Shape to = tensors.shape(out);
        if (to.equals(x.shape())) {
            return x;
        }
        if (!to.isVector()) {
            throw new FormatException("'%s' reshapes %s to %s; only flattening is read".formatted(name, x.shape(), to));
        }
        if (x.shape().area() > 1) {
            flattened.put(out, x.shape());
        }
        return scope.add(name, new Flatten(), x);
    }

    private Node fused(String name, Node y, byte function) {
        return switch (function) {
            case ActivationFunctionType.NONE -> y;
            case ActivationFunctionType.RELU -> scope.add(name + ".relu", Activation.RELU, y);
            case ActivationFunctionType.RELU6 -> scope.add(name + ".relu6", Activation.RELU6, y);
            case ActivationFunctionType.RELU_N1_TO_1 -> scope.add(name + ".clip", Activation.clip(-1, 1), y);
            case ActivationFunctionType.TANH -> scope.add(name + ".tanh", Activation.TANH, y);
            default ->
                throw new FormatException(
                        "'%s' has an activation (%d) that Kinglet does not read".formatted(name, function));
        };
    }
}
