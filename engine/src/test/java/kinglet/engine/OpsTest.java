package kinglet.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import kinglet.graph.*;
import kinglet.graph.Padding.Explicit;
import kinglet.kernels.KernelsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each op by itself, and the patterns of published networks in which the lowering renames instead of moving. */
class OpsTest {
    private static final Shape IMAGE = new Shape(20, 9, 7);

    private final Map<String, Model> cases = new LinkedHashMap<>();

    static Stream<Arguments> casesAndKernels() {
        OpsTest all = new OpsTest();
        all.windows();
        all.pools();
        all.elements();
        all.places();
        all.arrangements();
        all.blocks();
        all.constants();
        all.ends();
        List<Arguments> arguments = new ArrayList<>();
        for (KernelsProvider provider : Check.providers()) {
            all.cases.forEach((name, model) -> arguments.add(Arguments.of(name, provider.name(), provider, model)));
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesAndKernels")
    void runsAsDefined(String name, String kernels, KernelsProvider provider, Model model) {
        try (Engine engine = Check.engine(provider, 2)) {
            Check.plan(engine, model, name);
        }
    }

    private void op(String name, Shape input, Op op) {
        pattern(name, input, b -> b.scope().add("op", op, b.input()));
        pattern(name + " inside", input, b -> {
            Node before = b.scope().add("before", Conv2d.pointwise(input.channels()), b.input());
            Node node = b.scope().add("op", op, before);
            return b.scope()
                    .add(
                            "after",
                            Conv2d.of(17, Math.min(3, node.shape().height())).padding(1),
                            node);
        });
    }

    private void pattern(String name, Shape input, Function<Check.Builder, Node> body) {
        if (cases.put(name, Check.model(input, body)) != null) {
            throw new IllegalStateException("two cases named " + name);
        }
    }

    private static Conv2d conv(int out, Window window, int groups) {
        return new Conv2d(out, window, groups, true);
    }

    private void windows() {
        for (int size : new int[] {6, 7, 8, 9}) {
            for (int stride = 1; stride <= 3; stride++) {
                for (boolean after : new boolean[] {true, false}) {
                    Window same = Window.of(3).stride(stride).padding(new Padding.Same(after));
                    op("conv same " + size + "/" + stride + after, new Shape(5, size, size + 1), conv(6, same, 1));
                }
            }
        }
        op("conv same even kernel", IMAGE, conv(6, Window.of(2).padding(Padding.same()), 1));
        op("conv 1x7", IMAGE, conv(6, Window.of(1, 7), 1));
        op("conv 7x1/1x2", IMAGE, conv(6, Window.of(7, 1).stride(1, 2), 1));
        op("conv dilated", IMAGE, conv(6, Window.of(3).dilation(2, 1).padding(2), 1));
        op("conv unequal padding", IMAGE, conv(6, Window.of(3).padding(new Explicit(0, 1, 2, 3)), 1));
        op("conv cropping", IMAGE, conv(6, Window.of(3).padding(new Explicit(-1, 1, -2, 0)), 1));
        op("conv 5x5 far padding", IMAGE, conv(6, Window.of(5).padding(4), 1));
        op("conv 1x1 padded", IMAGE, conv(6, Window.of(1).padding(1), 1));
        op("conv 1x1/2", IMAGE, conv(6, Window.of(1).stride(2), 1));
        for (int groups : new int[] {2, 4, 5, 10}) {
            op("conv 3x3 groups " + groups, IMAGE, conv(40, Window.of(3), groups));
            op("conv 1x1 groups " + groups, IMAGE, conv(20, Window.of(1), groups));
        }
        op("depthwise", IMAGE, conv(20, Window.of(3), 20));
        op("depthwise 5x5/2", IMAGE, conv(20, Window.of(5).stride(2), 20));
        op("depthwise dilated", IMAGE, conv(20, Window.of(3).dilation(2, 2).padding(2), 20));
        op("depthwise same/2", IMAGE, conv(20, Window.of(3).stride(2).padding(Padding.same()), 20));
        op("depthwise multiplier", IMAGE, conv(40, Window.of(3), 20));
        op("one channel", new Shape(1, 5, 5), conv(1, Window.of(3), 1));
        op("learned groups", new Shape(8, 4, 4), new LearnedGroupConv2d(12, 4, 4));
        op("1x1 image", new Shape(33, 1, 1), conv(18, Window.of(3), 1));
        op("linear", Shape.vector(37), new Linear(11, true));
        op("linear without bias", Shape.vector(16), new Linear(3, false));
        op("batch norm", IMAGE, new BatchNorm(1e-3));
    }

    private void pools() {
        for (Pool.Kind kind : Pool.Kind.values()) {
            for (boolean ceil : new boolean[] {true, false}) {
                for (boolean count : new boolean[] {true, false}) {
                    String name = "pool " + kind + (ceil ? " ceil" : "") + (count ? " count" : "");
                    op(
                            name + " 3/2",
                            new Shape(20, 8, 7),
                            new Pool(kind, Window.of(3).stride(2).padding(0), ceil, count));
                    op(name + " 3/2 p1", IMAGE, new Pool(kind, Window.of(3).stride(2), ceil, count));
                    op(
                            name + " 2/2",
                            IMAGE,
                            new Pool(kind, Window.of(2).stride(2).padding(0), ceil, count));
                    op(
                            name + " 3x2/2x3",
                            IMAGE,
                            new Pool(
                                    kind, Window.of(3, 2).stride(2, 3).padding(new Explicit(1, 0, 0, 1)), ceil, count));
                    op(
                            name + " same",
                            new Shape(3, 8, 8),
                            new Pool(kind, Window.of(3).stride(2).padding(Padding.same()), ceil, count));
                }
            }
            op("global " + kind, IMAGE, new GlobalPool(kind));
            op("global of one pixel " + kind, Shape.vector(20), new GlobalPool(kind));
        }
        op("max dilated", IMAGE, Pool.max(Window.of(2).dilation(2, 3).padding(1)));
        op("adaptive 6x6 of 9x7", IMAGE, new AdaptiveAveragePool(6, 6));
        op("adaptive 1x1", IMAGE, new AdaptiveAveragePool(1, 1));
        op("adaptive larger", new Shape(18, 2, 3), new AdaptiveAveragePool(5, 7));
    }

    private void elements() {
        for (Activation activation : List.of(
                Activation.RELU,
                Activation.RELU6,
                Activation.SIGMOID,
                Activation.HARD_SIGMOID,
                Activation.SWISH,
                Activation.HARD_SWISH,
                Activation.TANH,
                Activation.leakyRelu(0.1),
                Activation.clip(-0.3, 0.4),
                Activation.hardSigmoid(0.2, 0.4))) {
            op(activation.label() + " " + activation.alpha(), IMAGE, activation);
        }
        op("softmax", IMAGE, new Softmax());
        op("softmax of a vector", Shape.vector(35), new Softmax());
        op("response norm", IMAGE, new LocalResponseNorm(5, 1e-1, 0.75, 2));
        op("response norm even", IMAGE, new LocalResponseNorm(4, 0.5, 0.5, 1));
        op("dropout", IMAGE, new Dropout(0.5));
        op("stochastic depth", IMAGE, new StochasticDepth(0.5));
    }

    private void places() {
        for (Pad.Mode mode : Pad.Mode.values()) {
            double value = mode == Pad.Mode.CONSTANT ? 0.7 : 0;
            op("pad " + mode, IMAGE, new Pad(new Explicit(1, 2, 3, 0), mode, value));
            op("pad far " + mode, IMAGE, new Pad(new Explicit(8, 6, 8, 6), mode, value));
            op("crop " + mode, IMAGE, new Pad(new Explicit(-1, 2, 3, -2), mode, value));
        }
        op("pad zeros", IMAGE, Pad.zeros(new Explicit(0, 1, 2, 1)));
        for (Resize.Mode mode : Resize.Mode.values()) {
            op("resize up " + mode, IMAGE, new Resize(18, 14, mode));
            op("resize odd " + mode, IMAGE, new Resize(10, 11, mode));
            op("resize down " + mode, IMAGE, new Resize(4, 3, mode));
            op("resize one " + mode, new Shape(5, 1, 1), new Resize(3, 2, mode));
        }
        for (List<Integer> order : List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0))) {
            op("transpose " + order, new Shape(6, 5, 16), new Transpose(order));
        }
        op("reshape", IMAGE, new Reshape(new Shape(18, 10, 7)));
        op("reshape to vector", IMAGE, new Reshape(Shape.vector(20 * 63)));
        op("reshape of vector", Shape.vector(36), new Reshape(new Shape(4, 3, 3)));
        op("flatten", IMAGE, new Flatten());
        op("flatten of vector", Shape.vector(20), new Flatten());
        op("slice", IMAGE, Slice.of(3, 19));
        op("slice by two", IMAGE, new Slice(1, 20, 2));
        op("slice by three", IMAGE, new Slice(0, 17, 3));
        op("shuffle 4", IMAGE, new ChannelShuffle(4));
        op("shuffle 10", IMAGE, new ChannelShuffle(10));
        op("select with repeats", IMAGE, new ChannelSelect(27));
        op("select few", IMAGE, new ChannelSelect(5));
    }

    private void arrangements() {
        for (Op then : List.of(
                conv(27, Window.of(3), 27),
                conv(9, Window.of(3), 3),
                Activation.RELU,
                new GlobalPool(Pool.Kind.MAX),
                Pool.max(Window.of(3)),
                new AdaptiveAveragePool(2, 2),
                new Softmax(),
                new LocalResponseNorm(3, 1, 0.5, 1),
                new BatchNorm(1e-5),
                Pad.zeros(Padding.symmetric(1, 1)),
                new Flatten(),
                new ChannelShuffle(3),
                new Resize(5, 5, Resize.Mode.BILINEAR),
                new Transpose(List.of(1, 2, 0)),
                new Dropout(0.1))) {
            pattern("repeated channels, then " + then.label(), IMAGE, b -> {
                Node x = b.scope()
                        .add("select", new ChannelSelect(27), b.scope().add("first", Conv2d.of(20, 3), b.input()));
                Node y = b.scope().add("then", then, x);
                return b.scope().add(Activation.TANH, b.scope().add(new Concat(), y, y));
            });
            pattern("two arrangements, then " + then.label(), IMAGE, b -> {
                Node x = b.scope().add("a", Conv2d.of(29, 3), b.input());
                Node y = b.scope().add("b", Conv2d.pointwise(25), b.input());
                Node z = b.scope().add(new Slice(1, 54, 2), b.scope().add(new Concat(), y, x));
                return b.scope().add("then", then, z);
            });
        }
        pattern("residual of another arrangement", IMAGE, b -> {
            Node x = b.scope().add("a", Conv2d.of(20, 3), b.input());
            Node shuffled = b.scope().add(new ChannelShuffle(5), x);
            return b.scope().add(new Add(), b.scope().add("b", Conv2d.of(20, 3), x), shuffled);
        });
        pattern(
                "residual of the input",
                IMAGE,
                b -> b.scope()
                        .add(
                                Activation.RELU,
                                b.scope().add(new Add(), b.input(), b.scope().add("b", Conv2d.of(20, 3), b.input()))));
        pattern("residual with repeats", IMAGE, b -> {
            Node x = b.scope().add("select", new ChannelSelect(20), b.scope().add("a", Conv2d.of(20, 3), b.input()));
            return b.scope().add(new Add(), x, b.scope().add("b", Conv2d.of(20, 3), x));
        });
        pattern("residual of a depthwise", IMAGE, b -> {
            Node x = b.scope().add("a", Conv2d.of(20, 3), b.input());
            Node dw = b.scope().add("dw", Conv2d.depthwise(20, 3), b.scope().add(new ChannelShuffle(4), x));
            return b.scope().add(new Add(), dw, x);
        });
        pattern("twice the same", IMAGE, b -> {
            Node x = b.scope().add("a", Conv2d.of(20, 3), b.input());
            return b.scope()
                    .add(new Concat(), b.scope().add(new Add(), x, x), b.scope().add(new Multiply(), x, x), x, x);
        });
        pattern("sum of transposed", new Shape(16, 16, 16), b -> {
            Node x = b.scope().add("a", Conv2d.of(16, 3), b.input());
            Node turned = b.scope().add(new Transpose(List.of(2, 0, 1)), x);
            return b.scope().add(new Add(), turned, b.scope().add("b", Conv2d.of(16, 3), turned), x);
        });
        pattern("concat of unequal borders", IMAGE, b -> {
            Node x = b.scope().add("a", Conv2d.of(20, 5), b.input());
            Node flat = b.scope().add(new Reshape(IMAGE), b.scope().add("d", Conv2d.of(20, 1), x));
            Node dropped = b.scope().add(new Dropout(0.1), b.input());
            return b.scope().add("last", Conv2d.of(9, 7), b.scope().add(new Concat(), x, dropped, flat, b.input()));
        });
    }

    private void blocks() {
        for (int channels : new int[] {24, 58, 116}) {
            pattern("ShuffleNetV2 units of " + channels, new Shape(24, 8, 8), b -> shuffleV2(b, channels));
        }
        for (int groups : new int[] {2, 3, 8}) {
            pattern("ShuffleNet units, groups " + groups, new Shape(24, 8, 8), b -> shuffleV1(b, groups));
        }
        pattern("squeeze and excitation", IMAGE, b -> {
            Node x = b.scope().add("dw", conv(20, Window.of(3), 20), b.input());
            Node gate =
                    b.scope().add("squeeze", conv(8, Window.of(1), 1), b.scope().add(GlobalPool.AVERAGE, x));
            gate = b.scope().add("excite", conv(20, Window.of(1), 1), b.scope().add(Activation.RELU, gate));
            Node scaled = b.scope().add(new Multiply(), b.scope().add(Activation.HARD_SIGMOID, gate), x);
            return b.scope().add("project", conv(12, Window.of(1), 1), scaled);
        });
        pattern("fire", IMAGE, b -> {
            Node s = b.scope().add(Activation.RELU, b.scope().add("squeeze", Conv2d.pointwise(7), b.input()));
            Node e1 = b.scope().add(Activation.RELU, b.scope().add("e1", Conv2d.pointwise(19), s));
            Node e3 = b.scope().add(Activation.RELU, b.scope().add("e3", Conv2d.of(19, 3), s));
            return b.scope()
                    .add(Pool.max(Window.of(3).stride(2)).roundedUp(), b.scope().add(new Concat(), e1, e3));
        });
        pattern("dense block", IMAGE, b -> {
            Node x = b.input();
            for (int i = 0; i < 4; i++) {
                Scope in = b.scope().in(i);
                Node y = in.add(Activation.RELU, in.add("bn", new BatchNorm(1e-5), x));
                x = in.add(new Concat(), x, in.add("conv", Conv2d.of(5, 3), y));
            }
            return x;
        });
    }

    private static Node shuffleV2(Check.Builder b, int channels) {
        int half = channels / 2;
        Node x = b.scope().add("first", Conv2d.of(channels, 3), b.input());
        for (int i = 0; i < 4; i++) {
            Scope in = b.scope().in(i);
            Node left = in.add(Slice.of(0, half), x);
            Node right =
                    in.add(Activation.RELU, in.add("a", Conv2d.pointwise(half), in.add(Slice.of(half, channels), x)));
            right = in.add("dw_bn", new BatchNorm(1e-5), in.add("dw", Conv2d.depthwise(half, 3), right));
            right = in.add(Activation.RELU, in.add("b", Conv2d.pointwise(half), right));
            x = in.add(new ChannelShuffle(2), in.add(new Concat(), left, right));
        }
        Scope down = b.scope().in("down");
        Node left = down.add("l", Conv2d.depthwise(channels, 3).stride(2), x);
        Node right =
                down.add("r", Conv2d.depthwise(channels, 3).stride(2), down.add("p", Conv2d.pointwise(channels), x));
        return down.add(new ChannelShuffle(2), down.add(new Concat(), left, right));
    }

    private static Node shuffleV1(Check.Builder b, int groups) {
        Node x = b.input();
        for (int i = 0; i < 2; i++) {
            Scope in = b.scope().in(i);
            Node y = in.add(Activation.RELU, in.add("a", Conv2d.pointwise(24).groups(groups), x));
            y = in.add("dw", Conv2d.depthwise(24, 3), in.add(new ChannelShuffle(groups), y));
            y = in.add("b", Conv2d.pointwise(24).groups(groups), y);
            x = in.add(Activation.RELU, in.add(new Add(), x, y));
        }
        Scope down = b.scope().in("down");
        Node y = down.add(
                new ChannelShuffle(groups), down.add("a", Conv2d.pointwise(24).groups(groups), x));
        y = down.add(
                "b",
                Conv2d.pointwise(48).groups(groups),
                down.add("dw", Conv2d.depthwise(24, 3).stride(2), y));
        Node shortcut = down.add(Pool.average(Window.of(3).stride(2)), x);
        return down.add(Activation.RELU, down.add(new Concat(), shortcut, y));
    }

    private void constants() {
        for (Shape shape : List.of(IMAGE, Shape.vector(20), Shape.vector(1), new Shape(1, 9, 7), new Shape(20, 1, 7))) {
            for (Op join : List.of(new Add(), new Multiply())) {
                String name = join.label() + " of constant " + shape;
                pattern(
                        name,
                        IMAGE,
                        b -> b.scope().add(join, b.input(), b.scope().add("k", new Constant(shape))));
                pattern(name + " inside", IMAGE, b -> {
                    Node x = b.scope().add("a", Conv2d.of(20, 3), b.input());
                    Node y = b.scope().add(join, b.scope().add("k", new Constant(shape)), x);
                    return b.scope().add("b", Conv2d.of(4, 3), b.scope().add(Activation.RELU, y));
                });
                pattern(
                        name + " enlarging",
                        Shape.vector(20),
                        b -> b.scope().add(join, b.input(), b.scope().add("k", new Constant(shape))));
            }
        }
        pattern(
                "constants alone",
                IMAGE,
                b -> b.scope()
                        .add(
                                new Concat(),
                                b.scope()
                                        .add(
                                                new Add(),
                                                b.scope().add("k", new Constant(IMAGE)),
                                                b.scope().add("l", new Constant(Shape.vector(20)))),
                                b.input()));
        pattern(
                "constant convolved",
                IMAGE,
                b -> b.scope()
                        .add(
                                new Add(),
                                b.input(),
                                b.scope().add("a", Conv2d.of(20, 3), b.scope().add("k", new Constant(IMAGE)))));
        pattern("three joined", IMAGE, b -> {
            Node k = b.scope().add("k", new Constant(Shape.vector(20)));
            Node x = b.scope().add("a", Conv2d.of(20, 3), b.input());
            Node sum = b.scope().add(new Add(), k, x, b.input());
            return b.scope()
                    .add(
                            "b",
                            Conv2d.of(5, 3),
                            b.scope().add(new Multiply(), sum, k, b.scope().add(Activation.TANH, x)));
        });
        pattern(
                "one joined",
                IMAGE,
                b -> b.scope().add("b", Conv2d.of(5, 3), b.scope().add(new Add(), b.input())));
    }

    private void ends() {
        pattern("input is output", IMAGE, Check.Builder::input);
        pattern("constant is output", IMAGE, b -> b.scope().add("k", new Constant(IMAGE)));
        pattern(
                "norm of conv is output",
                IMAGE,
                b -> b.scope().add("bn", new BatchNorm(1e-5), b.scope().add("a", Conv2d.of(20, 3), b.input())));
        pattern(
                "dropout is output",
                IMAGE,
                b -> b.scope().add(new Dropout(0.1), b.scope().add("a", Conv2d.of(20, 3), b.input())));
        Scope scope = Scope.of("several");
        Node a = scope.input("a", IMAGE);
        Node c = scope.input("b", new Shape(3, 9, 7));
        Node unread = scope.input("unread", Shape.vector(2));
        Node x = scope.add("x", Conv2d.of(20, 3), a);
        Node norm = scope.add("norm", new BatchNorm(1e-5), x);
        Node y = scope.add("y", Conv2d.of(8, 5), scope.add(new Concat(), norm, c));
        Node act = scope.add("act", Activation.RELU, y);
        Node sum = scope.add("sum", new Add(), act, scope.add("z", Conv2d.pointwise(8), act));
        Node view = scope.add("view", Slice.of(2, 21), scope.add(new Concat(), x, c));
        Node padded = scope.add("padded", Pad.zeros(Padding.symmetric(1, 1)), x);
        Node last = scope.add("last", Conv2d.of(2, 3).padding(0), padded);
        Network network = scope.build(x, norm, act, sum, a, view, padded, last, unread);
        cases.put("several inputs, outputs that are read", Check.model(network));
    }
}
