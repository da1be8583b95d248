package kinglet.engine;

import java.util.List;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.*;
import kinglet.kernels.Kernels;
import kinglet.kernels.Pooling;
import kinglet.kernels.Step;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/**
 * From a network to a list of steps: gives each activation a layout, joins element-wise ops to the step that makes their input, and turns
 * what only renames channels into arithmetic on places.
 */
final class Lowering {
    private final Draft draft;
    private final Products products;
    private final Renamings renamings;

    private Lowering(Draft draft) {
        this.draft = draft;
        this.products = new Products(draft);
        this.renamings = new Renamings(draft);
    }

    /** The steps in order, with their places in the arena. The outputs get these names, in order. */
    static Program program(Model model, Kernels kernels, List<String> outputNames, Compilation compilation) {
        Draft draft = new Draft(model, compilation);
        Lowering lowering = new Lowering(draft);
        for (Node node : model.network().nodes()) {
            if (!draft.has(node)) {
                lowering.lower(node);
            }
        }
        return draft.finish(kernels, outputNames);
    }

    private void lower(Node node) {
        switch (node.op()) {
            case Input _ -> draft.lies(node, Layout.planar(node.shape(), draft.border(node)));
            case Constant _ -> draft.constant(node, Layout.blocked(node.shape(), draft.border(node)));
            case Conv2d conv -> products.convolution(node, conv);
            case Linear linear -> products.linear(node, linear.bias());
            case Activation activation ->
                likeInput(node, (k, in, out) -> k.pointwise(in, out, List.of(Fusion.post(activation))));
            case Add _, Multiply _ -> join(node);
            case Pool pool -> pool(node, pool);
            case GlobalPool pool ->
                likeInput(node, (k, in, out) -> k.globalPool(in, out, pool.kind() == Pool.Kind.MAX));
            case AdaptiveAveragePool _ -> likeInput(node, Kernels::adaptiveAveragePool);
            case Pad pad -> likeInput(node, (k, in, out) -> new PadStep(in, out, pad));
            case Softmax _ -> inOrder(node, Kernels::softmax);
            case LocalResponseNorm norm ->
                inOrder(
                        node,
                        (k, in, out) -> k.localResponseNorm(
                                in, out, norm.size(), (float) norm.alpha(), (float) norm.beta(), (float) norm.k()));
            case Resize resize ->
                inOrder(node, resize.mode() == Resize.Mode.NEAREST ? Kernels::resizeNearest : Kernels::resizeBilinear);
            case Concat _ -> renamings.concat(node);
            case Slice slice -> renamings.pick(node, i -> slice.from() + i * slice.step());
            case ChannelShuffle shuffle ->
                renamings.pick(node, i -> shuffle.source(i, node.shape().channels()));
            case ChannelSelect _ -> {
                float[] index = draft.values(node, "index");
                renamings.pick(node, i -> (int) index[i]);
            }
            case Flatten _ -> renamings.flatten(node);
            case Reshape _ -> renamings.reshape(node);
            case Transpose transpose -> renamings.transpose(node, transpose);
            case Dropout _, StochasticDepth _ -> draft.lies(node, draft.layout(node.input()));
            case BatchNorm _, LearnedGroupConv2d _ ->
                throw new IllegalStateException("'%s' should have become a convolution".formatted(node.name()));
        }
    }

    private interface Unary {
        Step prepare(Kernels kernels, View in, View out);
    }

    /** A step whose result has its channels where the input has them. */
    private void likeInput(Node node, Unary step) {
        Layout in = draft.blocked(node.input());
        unary(node, in, Draft.alike(in, node.shape(), draft.border(node)), step);
    }

    /** A step whose result has its channels in order. */
    private void inOrder(Node node, Unary step) {
        unary(node, draft.blocked(node.input()), Layout.blocked(node.shape(), draft.border(node)), step);
    }

    private void unary(Node node, Layout in, Layout out, Unary step) {
        draft.emit(node, in, out, k -> step.prepare(k, in.view(), out.view()));
    }

    /** A sum or product of any number of inputs, two at a time. */
    private void join(Node node) {
        if (node.inputs().size() == 1) {
            draft.lies(node, draft.layout(node.input()));
            return;
        }
        List<Layout> inputs = node.inputs().stream().map(draft::blocked).toList();
        Fusion.Group group = draft.group(node);
        Layout left = inputs.getFirst();
        for (int i = 1; i < inputs.size(); i++) {
            boolean last = i == inputs.size() - 1;
            left = join(last ? group : Fusion.Group.of(node), left, inputs.get(i), last);
        }
    }

    private Layout join(Fusion.Group group, Layout a, Layout b, boolean last) {
        Op op = group.nodes().getFirst().op();
        Shape shape = op.output(List.of(a.shape(), b.shape()));
        Border border = last ? draft.border(group.last()) : Border.NONE;
        Layout out = Draft.alike(a.shape().equals(shape) ? a : b, shape, border);
        boolean sum = op instanceof Add;
        draft.emit(
                group,
                List.of(a, b),
                out,
                k -> sum
                        ? k.add(a.view(), b.view(), out.view(), draft.posts(group))
                        : k.multiply(a.view(), b.view(), out.view(), draft.posts(group)));
        return out;
    }

    private void pool(Node node, Pool pool) {
        Window window = pool.window();
        Padding.Explicit pad = window.padding(node.input().shape());
        likeInput(
                node,
                (k, in, out) -> k.pool(new Pooling(
                        in,
                        out,
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
}
