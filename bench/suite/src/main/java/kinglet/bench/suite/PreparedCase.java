package kinglet.bench.suite;

import java.util.List;
import kinglet.graph.Activation;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.LocalResponseNorm;
import kinglet.graph.Multiply;
import kinglet.graph.Node;
import kinglet.graph.Padding;
import kinglet.graph.Pool;
import kinglet.graph.Shape;
import kinglet.graph.Softmax;
import kinglet.graph.Tensor;
import kinglet.graph.Window;
import kinglet.kernels.Convolution;
import kinglet.kernels.Kernels;
import kinglet.kernels.Pooling;
import kinglet.kernels.Post;
import kinglet.kernels.Step;
import kinglet.kernels.View;
import kinglet.kernels.View.Border;

/**
 * A case as a kernel runs it.
 *
 * @param algorithm what the kernels chose
 * @param step the kernel
 * @param arena what it reads and writes
 */
record PreparedCase(String algorithm, Step step, float[] arena) {
    /** ReLU6, as most of these layers have it. */
    private static final List<Post> POSTS = List.of(new Post.Clamp(0, 6));

    static PreparedCase of(KernelCase one, Kernels kernels) {
        Node node = one.node();
        return switch (node.op()) {
            case Conv2d conv -> product(one, kernels, conv);
            case Linear linear -> product(one, kernels, Conv2d.pointwise(linear.outFeatures()));
            case Pool pool -> moving(one, (in, out) -> kernels.pool(pooling(node, pool, in, out)));
            case GlobalPool pool -> moving(one, (in, out) -> kernels.globalPool(in, out, pool.kind() == Pool.Kind.MAX));
            case Activation activation ->
                moving(one, (in, out) -> kernels.pointwise(in, out, List.of(post(activation))));
            case Multiply _ -> gate(one, kernels);
            case Softmax _ -> moving(one, kernels::softmax);
            case LocalResponseNorm norm ->
                moving(
                        one,
                        (in, out) -> kernels.localResponseNorm(
                                in, out, norm.size(), (float) norm.alpha(), (float) norm.beta(), (float) norm.k()));
            default -> throw new IllegalArgumentException("no kernel is measured for " + node);
        };
    }

    private interface Preparation {
        Step prepare(View in, View out);
    }

    private static PreparedCase moving(KernelCase one, Preparation preparation) {
        Arena arena = new Arena();
        View in = arena.blocked(one.node().input().shape(), Border.NONE);
        View out = arena.blocked(one.node().shape(), Border.NONE);
        return new PreparedCase("", preparation.prepare(in, out), arena.floats());
    }

    private static PreparedCase gate(KernelCase one, Kernels kernels) {
        Arena arena = new Arena();
        View left = arena.blocked(one.node().inputs().getFirst().shape(), Border.NONE);
        View right = arena.blocked(one.node().inputs().getLast().shape(), Border.NONE);
        View out = arena.blocked(one.node().shape(), Border.NONE);
        return new PreparedCase("", kernels.multiply(left, right, out, List.of()), arena.floats());
    }

    private static PreparedCase product(KernelCase one, Kernels kernels, Conv2d conv) {
        Shape shape = one.node().input().shape();
        Window window = conv.window();
        Padding.Explicit pad = window.padding(shape);
        Border border = reach(window, pad, shape, one.node().shape());
        Arena arena = new Arena();
        View in = one.isPlanar() ? arena.planar(shape, border) : arena.blocked(shape, border);
        View out = arena.blocked(one.node().shape(), Border.NONE);
        float[] weights = new float
                [Math.toIntExact(Tensor.size(new int[] {
                    conv.outChannels(), shape.channels() / conv.groups(), window.kernelHeight(), window.kernelWidth()
                }))];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i * 37L % 101 - 50) / 500f;
        }
        Convolution convolution = new Convolution(
                in,
                out,
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
                new float[conv.outChannels()],
                POSTS);
        return new PreparedCase(kernels.algorithm(convolution), kernels.convolution(convolution), arena.floats());
    }

    /** The zeros that a window reads around its input. */
    private static Border reach(Window window, Padding.Explicit pad, Shape in, Shape out) {
        int bottom = (out.height() - 1) * window.strideHeight() + window.spanHeight() - pad.top() - in.height();
        int right = (out.width() - 1) * window.strideWidth() + window.spanWidth() - pad.left() - in.width();
        return new Border(Math.max(0, pad.top()), Math.max(0, pad.left()), Math.max(0, bottom), Math.max(0, right));
    }

    private static Pooling pooling(Node node, Pool pool, View in, View out) {
        Window window = pool.window();
        Padding.Explicit pad = window.padding(node.input().shape());
        return new Pooling(
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
                pool.countPadding());
    }

    private static Post post(Activation activation) {
        return switch (activation.function()) {
            case SIGMOID -> new Post.Sigmoid();
            case HARD_SIGMOID -> new Post.HardSigmoid((float) activation.alpha(), (float) activation.beta());
            case SWISH -> new Post.Swish();
            case HARD_SWISH -> new Post.HardSwish();
            case TANH -> new Post.Tanh();
            case RELU, RELU6, LEAKY_RELU, CLIP ->
                throw new IllegalArgumentException("a clamp has no kernel of its own");
        };
    }
}
