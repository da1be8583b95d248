package kinglet.engine;

import java.util.List;
import kinglet.graph.*;

/** The patterns of published networks in which the lowering renames instead of moving. */
final class OpPatterns extends OpCases {

    OpPatterns() {
        arrangements();
        blocks();
        constants();
        ends();
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
        model("several inputs, outputs that are read", Check.model(network));
    }
}
