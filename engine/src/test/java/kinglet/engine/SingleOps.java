package kinglet.engine;

import java.util.List;
import kinglet.graph.*;
import kinglet.graph.Padding.Explicit;

/** Each op by itself. */
final class SingleOps extends OpCases {

    SingleOps() {
        windows();
        pools();
        elements();
        places();
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
}
