package kinglet.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.*;
import kinglet.kernels.Convolution;
import kinglet.kernels.Kernels;
import kinglet.kernels.Pooling;
import kinglet.kernels.Post;
import kinglet.kernels.Step;
import kinglet.kernels.View.Border;

/**
 * From a network to a list of steps: gives each activation a layout, joins element-wise ops to the step that makes their input, and turns
 * what only renames channels into arithmetic on places.
 */
final class Lowering {
    private final Model model;
    private final Network network;
    private final Kernels kernels;
    private final Borders borders;
    private final Fusion fusion;
    private final Map<Node, Layout> layouts = new IdentityHashMap<>();
    private final Map<Layout, Layout> copies = new IdentityHashMap<>();
    private final Map<Layout, Tensor> constants = new LinkedHashMap<>();
    private final List<Instruction> instructions = new ArrayList<>();

    Lowering(Model model, Kernels kernels) {
        this.model = model;
        this.network = model.network();
        this.kernels = kernels;
        this.borders = new Borders(network);
        this.fusion = new Fusion(network);
    }

    /** The steps in order, with their places in the arena. */
    Program lower() {
        for (Node node : network.nodes()) {
            if (!layouts.containsKey(node)) {
                lower(node);
            }
        }
        List<Layout> always = new ArrayList<>(constants.keySet());
        network.inputs().forEach(node -> always.add(layouts.get(node)));
        network.outputs().forEach(node -> always.add(layout(node)));
        int size = MemoryPlan.place(instructions, always);
        List<Program.Entry> entries = new ArrayList<>();
        for (Instruction instruction : instructions) {
            entries.add(new Program.Entry(
                    instruction.covers(), instruction.prepare().apply(kernels), instruction.algorithm().apply(kernels)));
        }
        return new Program(size, entries, views(network.inputs()), views(network.outputs()), constantViews());
    }

    private Map<String, Program.Port> views(List<Node> nodes) {
        Map<String, Program.Port> views = new LinkedHashMap<>();
        nodes.forEach(node -> views.put(node.name(), new Program.Port(node.shape(), layout(node).view())));
        return views;
    }

    private List<Program.Filling> constantViews() {
        return constants.entrySet().stream()
                .map(e -> new Program.Filling(e.getKey().view(), e.getValue().data()))
                .toList();
    }

    private Layout layout(Node node) {
        Layout layout = layouts.get(node);
        if (layout == null) {
            throw new IllegalStateException("'%s' is read before it is lowered".formatted(node.name()));
        }
        return layout;
    }

    private void lower(Node node) {
        Border border = borders.of(node);
        switch (node.op()) {
            case Input _ -> layouts.put(node, Layout.planar(node.shape(), border));
            case Constant _ -> constant(node);
            case Conv2d conv -> convolution(node, conv);
            case Linear _ -> linear(node);
            case BatchNorm norm -> affine(node, norm);
            case Activation activation -> activation(node, activation);
            case Add _, Multiply _ -> join(node);
            case Pool pool -> pool(node, pool);
            case GlobalPool pool -> {
                Layout in = blocked(node.input());
                Layout out = in.arrangedAlike(node.shape(), border);
                boolean max = pool.kind() == Pool.Kind.MAX;
                emit(node, in, out, k -> k.globalPool(in.view(), out.view(), max));
            }
            case AdaptiveAveragePool _ -> {
                Layout in = blocked(node.input());
                Layout out = in.arrangedAlike(node.shape(), border);
                emit(node, in, out, k -> k.adaptiveAveragePool(in.view(), out.view()));
            }
            case Softmax _ -> toBlocks(node, Kernels::softmax);
            case LocalResponseNorm norm ->
                toBlocks(
                        node,
                        (k, in, out) -> k.localResponseNorm(
                                in, out, norm.size(), (float) norm.alpha(), (float) norm.beta(), (float) norm.k()));
            case Resize resize ->
                toBlocks(node, resize.mode() == Resize.Mode.NEAREST ? Kernels::resizeNearest : Kernels::resizeBilinear);
            case Concat _ -> concat(node);
            case Slice slice -> pick(node, i -> slice.from() + i * slice.step());
            case ChannelShuffle shuffle -> pick(node, i -> shuffle.source(i, node.shape().channels()));
            case ChannelSelect _ -> {
                float[] index = model.weights().tensor(node.name() + ".index").data();
                pick(node, i -> (int) index[i]);
            }
            case Flatten _ -> layouts.put(node, layout(node.input()).flattened());
            case Reshape _ -> reshape(node);
            case Transpose transpose -> transpose(node, transpose);
            case Pad pad -> pad(node, pad);
            case Dropout _, StochasticDepth _ -> layouts.put(node, layout(node.input()));
            case LearnedGroupConv2d _ ->
                throw new IllegalStateException("'%s' should have become a convolution".formatted(node.name()));
        }
    }

    private void constant(Node node) {
        Layout layout = Layout.blocked(node.shape(), borders.of(node));
        constants.put(layout, model.weights().tensor(node.name() + ".value"));
        layouts.put(node, layout);
    }

    private void convolution(Node node, Conv2d conv) {
        Shape inShape = node.input().shape();
        Border needed = Borders.needed(conv.window(), inShape, node.shape());
        Layout in = covering(layout(node.input()), needed);
        if (conv.isDepthwise(inShape) && !in.isBlocked()) {
            in = copied(in, needed);
        }
        product(node, in, conv.isDepthwise(inShape) && conv.outChannels() == inShape.channels(), conv);
    }

    private void linear(Node node) {
        Conv2d pointwise = new Conv2d(node.shape().channels(), Window.of(1), 1, true);
        product(node, layout(node.input()), false, pointwise);
    }

    private void product(Node node, Layout in, boolean keepsArrangement, Conv2d conv) {
        Fusion.Group group = fusion.group(node, layouts::containsKey);
        Border border = borders.of(group.last());
        Layout out = keepsArrangement && isInjective(in)
                ? in.arrangedAlike(node.shape(), border)
                : group.residuals().stream()
                        .map(this::layout)
                        .filter(residual -> residual.isBlocked() && isInjective(residual))
                        .findFirst()
                        .map(residual -> residual.arrangedAlike(node.shape(), border))
                        .orElseGet(() -> Layout.blocked(node.shape(), border));
        List<Layout> reads = new ArrayList<>(List.of(in));
        group.residuals().forEach(residual -> reads.add(layout(residual)));
        float[] weights = model.weights().tensor(node.name() + ".weight").data();
        float[] bias = model.weights()
                .find(node.name() + ".bias")
                .map(Tensor::data)
                .orElseGet(() -> new float[node.shape().channels()]);
        Window window = conv.window();
        Padding.Explicit pad = window.padding(in.shape());
        java.util.function.Supplier<Convolution> convolution = () -> new Convolution(
                in.view(),
                out.view(),
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.dilationHeight(),
                window.dilationWidth(),
                pad.top(),
                pad.left(),
                conv.groups(),
                weights,
                bias,
                posts(group));
        instructions.add(new Instruction(
                group.nodes(), reads, out, k -> k.convolution(convolution.get()), k -> k.algorithm(convolution.get())));
        group.nodes().forEach(covered -> layouts.put(covered, out));
    }

    private void affine(Node node, BatchNorm norm) {
        Layout in = blocked(node.input());
        Fusion.Group group = fusion.group(node, layouts::containsKey);
        Layout out = alike(in, node.shape(), borders.of(group.last()));
        double[] scale = Affine.scale(norm.epsilon(), values(node, "weight"), values(node, "running_var"));
        double[] shift = Affine.shift(scale, values(node, "bias"), values(node, "running_mean"));
        emit(group, List.of(in), out, k -> k.affine(in.view(), out.view(), floats(scale), floats(shift), posts(group)));
    }

    private void activation(Node node, Activation activation) {
        Layout in = blocked(node.input());
        Layout out = alike(in, node.shape(), borders.of(node));
        emit(node, in, out, k -> k.pointwise(in.view(), out.view(), List.of(Fusion.post(activation))));
    }

    /** A sum or product of any number of inputs, two at a time. */
    private void join(Node node) {
        List<Layout> inputs = node.inputs().stream().map(this::blocked).toList();
        if (inputs.size() == 1) {
            layouts.put(node, inputs.getFirst());
            return;
        }
        Fusion.Group group = fusion.group(node, layouts::containsKey);
        Layout left = inputs.getFirst();
        for (int i = 1; i < inputs.size(); i++) {
            boolean last = i == inputs.size() - 1;
            Layout a = left;
            Layout b = inputs.get(i);
            Shape shape = node.op().output(List.of(a.shape(), b.shape()));
            Layout pattern = a.shape().equals(shape) ? a : b;
            Layout out = pattern.shape().equals(shape)
                    ? alike(pattern, shape, last ? borders.of(group.last()) : Border.NONE)
                    : Layout.blocked(shape, last ? borders.of(group.last()) : Border.NONE);
            Fusion.Group covered = last ? group : new Fusion.Group(List.of(node), List.of(), List.of());
            boolean sum = node.op() instanceof Add;
            emit(
                    covered,
                    List.of(a, b),
                    out,
                    k -> sum
                            ? k.add(a.view(), b.view(), out.view(), posts(covered))
                            : k.multiply(a.view(), b.view(), out.view(), posts(covered)));
            left = out;
        }
    }

    private void pool(Node node, Pool pool) {
        Layout in = blocked(node.input());
        Layout out = alike(in, node.shape(), borders.of(node));
        Window window = pool.window();
        Padding.Explicit pad = window.padding(node.input().shape());
        emit(
                node,
                in,
                out,
                k -> k.pool(new Pooling(
                        in.view(),
                        out.view(),
                        pool.kind() == Pool.Kind.MAX,
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.strideHeight(),
                        window.strideWidth(),
                        window.dilationHeight(),
                        window.dilationWidth(),
                        pad.top(),
                        pad.left(),
                        pad.bottom(),
                        pad.right(),
                        pool.countPadding())));
    }

    private void concat(Node node) {
        Border border = borders.of(node);
        List<Layout> inputs = node.inputs().stream().map(n -> withBorder(layout(n), border)).toList();
        List<Spot> channels = new ArrayList<>();
        List<Spot> blocks = new ArrayList<>();
        for (Layout input : inputs) {
            channels.addAll(input.channels());
            blocks.addAll(input.blocks());
        }
        layouts.put(node, inputs.getFirst().withChannels(channels, blocks.stream().distinct().toList()));
    }

    private void pick(Node node, java.util.function.IntUnaryOperator source) {
        Layout in = layout(node.input());
        List<Spot> channels = new ArrayList<>();
        for (int i = 0; i < node.shape().channels(); i++) {
            channels.add(in.channels().get(source.applyAsInt(i)));
        }
        layouts.put(node, in.withChannels(channels, in.blocks()));
    }

    private void reshape(Node node) {
        Layout in = layout(node.input());
        if (node.shape().isVector()) {
            layouts.put(node, in.flattened());
            return;
        }
        Layout planes = planes(node, in);
        Shape shape = node.shape();
        Spot origin = planes.channels().getFirst();
        List<Spot> channels = new ArrayList<>();
        for (int c = 0; c < shape.channels(); c++) {
            channels.add(origin.plus(c * shape.area()));
        }
        layouts.put(node, new Layout(shape, shape.width(), 1, List.of(), channels, Border.NONE));
    }

    private void transpose(Node node, Transpose transpose) {
        Layout planes = planes(node, layout(node.input()));
        Shape in = planes.shape();
        int[] strides = {in.area(), in.width(), 1};
        Spot origin = planes.channels().getFirst();
        List<Spot> channels = new ArrayList<>();
        for (int c = 0; c < node.shape().channels(); c++) {
            channels.add(origin.plus(c * strides[transpose.order().get(0)]));
        }
        int rowStride = strides[transpose.order().get(1)];
        int pixelStride = strides[transpose.order().get(2)];
        layouts.put(node, new Layout(node.shape(), rowStride, pixelStride, List.of(), channels, Border.NONE));
    }

    /** The activation as planes without a border, whose values lie in the order of the graph. */
    private Layout planes(Node node, Layout in) {
        Layout planes = Layout.planar(in.shape(), Border.NONE);
        emit(node, in, planes, k -> k.copy(in.view(), planes.view()));
        return planes;
    }

    private void pad(Node node, Pad pad) {
        Layout in = blocked(node.input());
        Layout out = alike(in, node.shape(), borders.of(node));
        emit(node, in, out, k -> new PadStep(in.view(), out.view(), pad));
    }

    private interface Unary {
        Step prepare(Kernels kernels, kinglet.kernels.View in, kinglet.kernels.View out);
    }

    private void toBlocks(Node node, Unary step) {
        Layout in = blocked(node.input());
        Layout out = Layout.blocked(node.shape(), borders.of(node));
        emit(node, in, out, k -> step.prepare(k, in.view(), out.view()));
    }

    private void emit(Node node, Layout in, Layout out, java.util.function.Function<Kernels, Step> prepare) {
        emit(new Fusion.Group(List.of(node), List.of(), List.of()), List.of(in), out, prepare);
    }

    private void emit(Fusion.Group group, List<Layout> reads, Layout out, java.util.function.Function<Kernels, Step> prepare) {
        List<Layout> all = new ArrayList<>(reads);
        group.residuals().forEach(residual -> all.add(layout(residual)));
        Op op = group.nodes().getFirst().op();
        instructions.add(new Instruction(group.nodes(), all, out, prepare, k -> op.label()));
        group.nodes().forEach(covered -> layouts.put(covered, out));
    }

    private List<Post> posts(Fusion.Group group) {
        return group.posts().stream()
                .map(post -> switch (post) {
                    case Fusion.Activated(var activation) -> Fusion.post(activation);
                    case Fusion.Added(var residual) -> (Post) new Post.Add(layout(residual).view());
                })
                .toList();
    }

    private Layout blocked(Node node) {
        Layout layout = layout(node);
        return layout.isBlocked() ? layout : copied(layout, Border.NONE);
    }

    private Layout alike(Layout in, Shape shape, Border border) {
        return in.isBlocked() && isInjective(in) && in.shape().channels() == shape.channels()
                ? in.arrangedAlike(shape, border)
                : Layout.blocked(shape, border);
    }

    private Layout covering(Layout layout, Border needed) {
        return layout.covers(needed) ? layout : copied(layout, needed);
    }

    /** Joined activations have rows of one length. */
    private Layout withBorder(Layout layout, Border border) {
        return layout.isBlocked() && layout.border().equals(border) ? layout : copied(layout, border);
    }

    private Layout copied(Layout layout, Border border) {
        Layout known = copies.get(layout);
        if (known != null && known.border().equals(border)) {
            return known;
        }
        Layout copy = Layout.blocked(layout.shape(), border);
        instructions.add(new Instruction(
                List.of(), List.of(layout), copy, k -> k.copy(layout.view(), copy.view()), k -> "copy"));
        copies.put(layout, copy);
        return copy;
    }

    /** Whether no value stands for two channels, as it does after a channel select that takes one twice. */
    private static boolean isInjective(Layout layout) {
        return new HashSet<>(layout.channels()).size() == layout.channels().size();
    }

    private float[] values(Node node, String parameter) {
        return model.weights().tensor(node.name() + "." + parameter).data();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
