package kinglet.formats;

import static kinglet.formats.OnnxGraphWriter.integer;
import static kinglet.formats.OnnxGraphWriter.integers;
import static kinglet.formats.OnnxGraphWriter.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import kinglet.formats.onnx.OnnxProto.AttributeProto;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.graph.Activation;
import kinglet.graph.AdaptiveAveragePool;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Concat;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.GlobalPool;
import kinglet.graph.Input;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Pad;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Reshape;
import kinglet.graph.Resize;
import kinglet.graph.Shape;
import kinglet.graph.Slice;
import kinglet.graph.Softmax;
import kinglet.graph.StochasticDepth;
import kinglet.graph.Tensor;
import kinglet.graph.Transpose;
import kinglet.graph.Weights;
import kinglet.graph.Window;

/** A network as an ONNX graph, node by node. */
final class OnnxExport {
    private final Network network;
    private final Weights weights;
    private final OnnxGraphWriter out;
    private final OnnxPixelExport pixels;
    /** The values of nodes as {@code [batch, c, h, w]} and, of vectors, as {@code [batch, c]}; a node has one or both. */
    private final Map<Node, String> maps = new IdentityHashMap<>();

    private final Map<Node, String> vectors = new IdentityHashMap<>();

    OnnxExport(Model model) {
        this.network = model.network();
        this.weights = model.weights();
        this.out = new OnnxGraphWriter(
                network.name(), network.nodes().stream().map(Node::name).toList());
        this.pixels = new OnnxPixelExport(out);
    }

    GraphProto graph() {
        network.nodes().forEach(this::write);
        for (Node node : network.outputs()) {
            Shape shape = node.shape();
            if (vectors.containsKey(node) && !maps.getOrDefault(node, "").equals(node.name())) {
                out.output(node.name(), shape.channels());
            } else {
                out.output(node.name(), shape.channels(), shape.height(), shape.width());
            }
        }
        return out.build();
    }

    private void write(Node node) {
        switch (node.op()) {
            case Input input -> {
                Shape shape = input.shape();
                out.input(node.name(), shape.channels(), shape.height(), shape.width());
                maps.put(node, node.name());
            }
            case Constant constant -> constant(node);
            case Conv2d conv -> convolution(node, conv);
            case LearnedGroupConv2d learned -> learned(node);
            case BatchNorm norm -> batchNorm(node, norm);
            case Activation activation -> activation(node, activation);
            case Pool pool -> pool(node, pool);
            case GlobalPool pool ->
                map(
                        node,
                        pool.kind() == Pool.Kind.MAX ? "GlobalMaxPool" : "GlobalAveragePool",
                        List.of(map(node.input())));
            case AdaptiveAveragePool pool -> maps.put(node, pixels.adaptive(node, pool, map(node.input())));
            case Linear linear -> linear(node, linear);
            case Add add -> joined(node, node.inputs().size() == 2 ? "Add" : "Sum");
            case Multiply multiply -> product(node);
            case Concat concat -> joined(node, "Concat", integer("axis", 1));
            case Slice slice -> keep(node, "Slice", bounds(node, slice));
            case ChannelShuffle shuffle -> shuffle(node, shuffle);
            case ChannelSelect select -> select(node);
            case LocalResponseNorm norm ->
                map(
                        node,
                        "LRN",
                        List.of(map(node.input())),
                        integer("size", norm.size()),
                        real("alpha", norm.alpha()),
                        real("beta", norm.beta()),
                        real("bias", norm.k()));
            case Dropout dropout -> keep(node, "Dropout", List.of(out.scalar(node.name() + ".ratio", dropout.rate())));
            case StochasticDepth depth -> keep(node, "Identity", List.of());
            case Softmax softmax -> keep(node, "Softmax", List.of(), integer("axis", 1));
            case Flatten flatten -> flatten(node);
            case Reshape reshape -> map(node, "Reshape", List.of(map(node.input()), dims(node, node.shape())));
            case Transpose transpose -> {
                List<Integer> order = transpose.order();
                map(
                        node,
                        "Transpose",
                        List.of(map(node.input())),
                        integers("perm", 0, order.get(0) + 1, order.get(1) + 1, order.get(2) + 1));
            }
            case Pad pad -> maps.put(node, pixels.pad(node, pad, map(node.input())));
            case Resize resize -> maps.put(node, pixels.resize(node, resize, map(node.input())));
        }
    }

    // ------------------------------------------------------------ values

    /** The value of a node as {@code [batch, c, h, w]}. */
    private String map(Node node) {
        return maps.computeIfAbsent(
                node,
                n -> out.node(
                        "Reshape",
                        out.name(n.name() + ".map"),
                        List.of(vectors.getOrDefault(n, ""), dims(n, n.shape()))));
    }

    /** The value of a node as {@code [batch, c]}. */
    private String vector(Node node) {
        return vectors.computeIfAbsent(
                node,
                n -> out.node(
                        "Flatten",
                        out.name(n.name() + ".vector"),
                        List.of(maps.getOrDefault(n, "")),
                        integer("axis", 1)));
    }

    private boolean isVector(Node node) {
        return vectors.containsKey(node);
    }

    private String any(Node node) {
        return isVector(node) ? vector(node) : map(node);
    }

    private void map(Node node, String type, List<String> inputs, AttributeProto... attributes) {
        maps.put(node, out.node(type, node.name(), inputs, attributes));
    }

    /** A node whose result has as many axes as its first input. */
    private void keep(Node node, String type, List<String> more, AttributeProto... attributes) {
        Node source = node.input();
        List<String> inputs = new ArrayList<>(List.of(any(source)));
        inputs.addAll(more);
        (isVector(source) ? vectors : maps).put(node, out.node(type, node.name(), inputs, attributes));
    }

    private void joined(Node node, String type, AttributeProto... attributes) {
        boolean vector = node.inputs().stream().allMatch(this::isVector);
        List<String> inputs =
                node.inputs().stream().map(n -> vector ? vector(n) : map(n)).toList();
        (vector ? vectors : maps).put(node, out.node(type, node.name(), inputs, attributes));
    }

    private String dims(Node node, Shape shape) {
        return out.longs(node.name() + ".shape", 0, shape.channels(), shape.height(), shape.width());
    }

    private String weight(Node node, String part) {
        String name = node.name() + "." + part;
        Tensor tensor = weights.tensor(name);
        long[] dims = Arrays.stream(tensor.dims()).asLongStream().toArray();
        return out.floats(name, tensor.data(), dims);
    }

    // ------------------------------------------------------------ ops with weights

    private void constant(Node node) {
        Shape shape = node.shape();
        float[] values = weights.tensor(node.name() + ".value").data();
        String stored = out.floats(node.name() + ".value", values, 1, shape.channels(), shape.height(), shape.width());
        map(node, "Identity", List.of(stored));
    }

    private void convolution(Node node, Conv2d conv) {
        Node source = node.input();
        Padding.Explicit pads = conv.window().padding(source.shape());
        String input = map(source);
        if (Math.min(Math.min(pads.top(), pads.left()), Math.min(pads.bottom(), pads.right())) < 0) {
            input = pixels.padded(node, input, pads, "constant", 0, node.name() + ".pad");
            pads = Padding.NONE;
        }
        List<String> inputs = conv.bias()
                ? List.of(input, weight(node, "weight"), weight(node, "bias"))
                : List.of(input, weight(node, "weight"));
        Window w = conv.window();
        map(
                node,
                "Conv",
                inputs,
                integers("kernel_shape", w.kernelHeight(), w.kernelWidth()),
                integers("strides", w.strideHeight(), w.strideWidth()),
                integers("dilations", w.dilationHeight(), w.dilationWidth()),
                integers("pads", pads.top(), pads.left(), pads.bottom(), pads.right()),
                integer("group", conv.groups()));
    }

    /** What the mask leaves of the weights is what runs. */
    private void learned(Node node) {
        Tensor weight = weights.tensor(node.name() + ".weight");
        float[] mask = weights.tensor(node.name() + ".mask").data();
        float[] masked = weight.data().clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] *= mask[i];
        }
        String stored = out.floats(node.name() + ".weight", masked, weight.dim(0), weight.dim(1), 1, 1);
        map(node, "Conv", List.of(map(node.input()), stored), integers("kernel_shape", 1, 1));
    }

    private void batchNorm(Node node, BatchNorm norm) {
        List<String> tensors = List.of(
                weight(node, "weight"),
                weight(node, "bias"),
                weight(node, "running_mean"),
                weight(node, "running_var"));
        keep(node, "BatchNormalization", tensors, real("epsilon", norm.epsilon()));
    }

    private void linear(Node node, Linear linear) {
        String input = vector(node.input());
        List<String> inputs = linear.bias()
                ? List.of(input, weight(node, "weight"), weight(node, "bias"))
                : List.of(input, weight(node, "weight"));
        vectors.put(node, out.node("Gemm", node.name(), inputs, integer("transB", 1)));
    }

    private void select(Node node) {
        float[] stored = weights.tensor(node.name() + ".index").data();
        long[] index = new long[stored.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = (long) stored[i];
        }
        keep(node, "Gather", List.of(out.longs(node.name() + ".index", index)), integer("axis", 1));
    }

    // ------------------------------------------------------------ functions

    private void activation(Node node, Activation function) {
        String name = node.name();
        switch (function.function()) {
            case RELU -> keep(node, "Relu", List.of());
            case RELU6 -> keep(node, "Clip", clip(name, 0, 6));
            case CLIP -> keep(node, "Clip", clip(name, function.alpha(), function.beta()));
            case LEAKY_RELU -> keep(node, "LeakyRelu", List.of(), real("alpha", function.alpha()));
            case SIGMOID -> keep(node, "Sigmoid", List.of());
            case HARD_SIGMOID ->
                keep(node, "HardSigmoid", List.of(), real("alpha", function.alpha()), real("beta", function.beta()));
            case SWISH -> {
                String gate = out.node("Sigmoid", out.name(name + ".sigmoid"), List.of(any(node.input())));
                keep(node, "Mul", List.of(gate));
            }
            case HARD_SWISH -> keep(node, "HardSwish", List.of());
            case TANH -> keep(node, "Tanh", List.of());
        }
    }

    private List<String> clip(String name, double low, double high) {
        String min = Double.isInfinite(low) ? "" : out.scalar(name + ".min", low);
        return Double.isInfinite(high) ? List.of(min) : List.of(min, out.scalar(name + ".max", high));
    }

    private void product(Node node) {
        boolean vector = node.inputs().stream().allMatch(this::isVector);
        List<String> inputs =
                node.inputs().stream().map(n -> vector ? vector(n) : map(n)).toList();
        String product = inputs.getFirst();
        for (int i = 1; i < inputs.size(); i++) {
            String name = i == inputs.size() - 1 ? node.name() : out.name(node.name() + ".product");
            product = out.node("Mul", name, List.of(product, inputs.get(i)));
        }
        String result = inputs.size() == 1 ? out.node("Identity", node.name(), inputs) : product;
        (vector ? vectors : maps).put(node, result);
    }

    // ------------------------------------------------------------ pools

    private void pool(Node node, Pool pool) {
        Window w = pool.window();
        Padding.Explicit pads = w.padding(node.input().shape());
        boolean max = pool.kind() == Pool.Kind.MAX;
        if (!max && w.dilationHeight() * w.dilationWidth() != 1) {
            throw new FormatException("cannot write node '%s' (%s): ONNX knows no dilated average pool before opset 19"
                    .formatted(node.name(), pool.label()));
        }
        List<AttributeProto> attributes = List.of(
                integers("kernel_shape", w.kernelHeight(), w.kernelWidth()),
                integers("strides", w.strideHeight(), w.strideWidth()),
                integers("pads", pads.top(), pads.left(), pads.bottom(), pads.right()),
                integer("ceil_mode", pool.ceil() ? 1 : 0),
                max
                        ? integers("dilations", w.dilationHeight(), w.dilationWidth())
                        : integer("count_include_pad", pool.countPadding() ? 1 : 0));
        map(
                node,
                max ? "MaxPool" : "AveragePool",
                List.of(map(node.input())),
                attributes.toArray(AttributeProto[]::new));
    }

    // ------------------------------------------------------------ arrangements

    private List<String> bounds(Node node, Slice slice) {
        String name = node.name();
        return List.of(
                out.longs(name + ".starts", slice.from()),
                out.longs(name + ".ends", slice.to()),
                out.longs(name + ".axes", 1),
                out.longs(name + ".steps", slice.step()));
    }

    private void shuffle(Node node, ChannelShuffle shuffle) {
        Shape s = node.shape();
        int groups = shuffle.groups();
        String name = node.name();
        String apart = out.longs(name + ".groups", 0, groups, s.channels() / groups, s.height(), s.width());
        String grouped = out.node("Reshape", out.name(name + ".grouped"), List.of(map(node.input()), apart));
        String turned =
                out.node("Transpose", out.name(name + ".turned"), List.of(grouped), integers("perm", 0, 2, 1, 3, 4));
        map(node, "Reshape", List.of(turned, dims(node, s)));
    }

    private void flatten(Node node) {
        boolean flat = isVector(node.input());
        String input = any(node.input());
        vectors.put(
                node,
                flat
                        ? out.node("Identity", node.name(), List.of(input))
                        : out.node("Flatten", node.name(), List.of(input), integer("axis", 1)));
    }
}
