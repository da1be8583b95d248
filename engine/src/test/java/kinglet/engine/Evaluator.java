package kinglet.engine;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import kinglet.graph.*;

/**
 * What a network means, written from the definitions of its ops and from nothing of the engine: loops over {@code [c][h][w]} in double
 * precision, one image at a time.
 */
final class Evaluator {
    private final Weights weights;

    private Evaluator(Weights weights) {
        this.weights = weights;
    }

    /** The outputs, in the order of the network, of one image an input. */
    static List<double[]> outputs(Model model, Map<String, double[]> images) {
        Evaluator evaluator = new Evaluator(model.weights());
        Map<Node, double[]> values = new IdentityHashMap<>();
        for (Node node : model.network().nodes()) {
            List<double[]> inputs = node.inputs().stream().map(values::get).toList();
            values.put(node, node.op() instanceof Input ? images.get(node.name()) : evaluator.value(node, inputs));
        }
        return model.network().outputs().stream().map(values::get).toList();
    }

    /** The outputs by name of a batch. */
    static Map<String, double[]> run(Model model, Map<String, Tensor> batch) {
        int n = batch.values().iterator().next().dim(0);
        Map<String, double[]> all = new LinkedHashMap<>();
        model.network()
                .outputs()
                .forEach(o -> all.put(o.name(), new double[n * o.shape().size()]));
        for (int i = 0; i < n; i++) {
            Map<String, double[]> images = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> entry : batch.entrySet()) {
                int size = entry.getValue().size() / n;
                double[] image = new double[size];
                for (int j = 0; j < size; j++) {
                    image[j] = entry.getValue().data()[i * size + j];
                }
                images.put(entry.getKey(), image);
            }
            List<double[]> outputs = outputs(model, images);
            for (int o = 0; o < outputs.size(); o++) {
                Node node = model.network().outputs().get(o);
                System.arraycopy(
                        outputs.get(o),
                        0,
                        all.get(node.name()),
                        i * node.shape().size(),
                        node.shape().size());
            }
        }
        return all;
    }

    private double[] value(Node node, List<double[]> inputs) {
        Shape out = node.shape();
        Shape in = node.inputs().isEmpty() ? out : node.input().shape();
        double[] x = inputs.isEmpty() ? new double[0] : inputs.getFirst();
        return switch (node.op()) {
            case Input _ -> throw new AssertionError("an input is given");
            case Constant _ -> parameter(node, "value");
            case Conv2d conv ->
                convolution(
                        conv.window(), conv.groups(), in, x, out, parameter(node, "weight"), bias(node, conv.bias()));
            case LearnedGroupConv2d _ -> {
                double[] masked = parameter(node, "weight");
                double[] mask = parameter(node, "mask");
                for (int i = 0; i < masked.length; i++) {
                    masked[i] *= mask[i];
                }
                yield convolution(Window.of(1), 1, in, x, out, masked, bias(node, false));
            }
            case Linear linear ->
                convolution(Window.of(1), 1, in, x, out, parameter(node, "weight"), bias(node, linear.bias()));
            case BatchNorm norm -> norm(node, norm, x);
            case Activation activation -> each(x, function(activation));
            case Pool pool -> pool(pool, in, x, out);
            case GlobalPool pool ->
                at(out, (c, y, z) -> {
                    double sum = 0;
                    double max = Double.NEGATIVE_INFINITY;
                    for (int i = 0; i < in.area(); i++) {
                        sum += x[c * in.area() + i];
                        max = Math.max(max, x[c * in.area() + i]);
                    }
                    return pool.kind() == Pool.Kind.MAX ? max : sum / in.area();
                });
            case AdaptiveAveragePool _ -> adaptive(in, x, out);
            case Add _ -> join(node, inputs, true);
            case Multiply _ -> join(node, inputs, false);
            case Concat _ -> {
                double[] all = new double[out.size()];
                int at = 0;
                for (double[] input : inputs) {
                    System.arraycopy(input, 0, all, at, input.length);
                    at += input.length;
                }
                yield all;
            }
            case Slice slice -> at(out, (c, h, w) -> x[index(in, slice.from() + c * slice.step(), h, w)]);
            case ChannelShuffle shuffle -> {
                double[] shuffled = new double[out.size()];
                int n = in.channels() / shuffle.groups();
                for (int i = 0; i < shuffle.groups(); i++) {
                    for (int j = 0; j < n; j++) {
                        System.arraycopy(
                                x,
                                (i * n + j) * in.area(),
                                shuffled,
                                (j * shuffle.groups() + i) * in.area(),
                                in.area());
                    }
                }
                yield shuffled;
            }
            case ChannelSelect _ -> {
                double[] index = parameter(node, "index");
                yield at(out, (c, h, w) -> x[index(in, (int) index[c], h, w)]);
            }
            case LocalResponseNorm norm -> responseNorm(norm, in, x);
            case Dropout _, StochasticDepth _, Flatten _, Reshape _ -> x.clone();
            case Softmax _ ->
                at(out, (c, h, w) -> {
                    double sum = 0;
                    for (int k = 0; k < in.channels(); k++) {
                        sum += Math.exp(x[index(in, k, h, w)] - x[index(in, c, h, w)]);
                    }
                    return 1 / sum;
                });
            case Transpose transpose ->
                at(out, (c, h, w) -> {
                    int[] to = {c, h, w};
                    int[] from = new int[3];
                    for (int i = 0; i < 3; i++) {
                        from[transpose.order().get(i)] = to[i];
                    }
                    return x[index(in, from[0], from[1], from[2])];
                });
            case Pad pad -> pad(pad, in, x, out);
            case Resize resize -> resize(resize, in, x, out);
        };
    }

    private double[] parameter(Node node, String name) {
        float[] data = weights.tensor(node.name() + "." + name).data();
        double[] values = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            values[i] = data[i];
        }
        return values;
    }

    private double[] bias(Node node, boolean present) {
        return present ? parameter(node, "bias") : new double[node.shape().channels()];
    }

    private static double[] convolution(
            Window window, int groups, Shape in, double[] x, Shape out, double[] weight, double[] bias) {
        Padding.Explicit pad = window.padding(in);
        int each = in.channels() / groups;
        return at(out, (o, h, w) -> {
            int group = o / (out.channels() / groups);
            double sum = bias[o];
            for (int c = 0; c < each; c++) {
                for (int i = 0; i < window.kernelHeight(); i++) {
                    for (int j = 0; j < window.kernelWidth(); j++) {
                        int row = h * window.strideHeight() - pad.top() + i * window.dilationHeight();
                        int column = w * window.strideWidth() - pad.left() + j * window.dilationWidth();
                        if (inside(in, row, column)) {
                            sum += x[index(in, group * each + c, row, column)]
                                    * weight[((o * each + c) * window.kernelHeight() + i) * window.kernelWidth() + j];
                        }
                    }
                }
            }
            return sum;
        });
    }

    private double[] norm(Node node, BatchNorm norm, double[] x) {
        double[] mean = parameter(node, "running_mean");
        double[] variance = parameter(node, "running_var");
        double[] weight = parameter(node, "weight");
        double[] bias = parameter(node, "bias");
        return at(
                node.shape(),
                (c, h, w) -> (x[index(node.shape(), c, h, w)] - mean[c])
                                / Math.sqrt(variance[c] + norm.epsilon())
                                * weight[c]
                        + bias[c]);
    }

    private static DoubleUnaryOperator function(Activation activation) {
        double a = activation.alpha();
        double b = activation.beta();
        return switch (activation.function()) {
            case RELU -> x -> Math.max(x, 0);
            case RELU6 -> x -> Math.min(Math.max(x, 0), 6);
            case LEAKY_RELU -> x -> x >= 0 ? x : a * x;
            case CLIP -> x -> Math.min(Math.max(x, a), b);
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case HARD_SIGMOID -> x -> Math.min(Math.max(a * x + b, 0), 1);
            case SWISH -> x -> x / (1 + Math.exp(-x));
            case HARD_SWISH -> x -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
            case TANH -> Math::tanh;
        };
    }

    private static double[] pool(Pool pool, Shape in, double[] x, Shape out) {
        Window window = pool.window();
        Padding.Explicit pad = window.padding(in);
        return at(out, (c, h, w) -> {
            double sum = 0;
            double max = Double.NEGATIVE_INFINITY;
            int inside = 0;
            int counted = 0;
            for (int i = 0; i < window.kernelHeight(); i++) {
                for (int j = 0; j < window.kernelWidth(); j++) {
                    int row = h * window.strideHeight() - pad.top() + i * window.dilationHeight();
                    int column = w * window.strideWidth() - pad.left() + j * window.dilationWidth();
                    if (row < in.height() + pad.bottom() && column < in.width() + pad.right()) {
                        counted++;
                    }
                    if (inside(in, row, column)) {
                        double value = x[index(in, c, row, column)];
                        inside++;
                        sum += value;
                        max = Math.max(max, value);
                    }
                }
            }
            return pool.kind() == Pool.Kind.MAX ? max : sum / (pool.countPadding() ? counted : inside);
        });
    }

    private static double[] adaptive(Shape in, double[] x, Shape out) {
        return at(out, (c, h, w) -> {
            double sum = 0;
            int count = 0;
            for (int y = h * in.height() / out.height(); y < Math.ceilDiv((h + 1) * in.height(), out.height()); y++) {
                for (int z = w * in.width() / out.width(); z < Math.ceilDiv((w + 1) * in.width(), out.width()); z++) {
                    sum += x[index(in, c, y, z)];
                    count++;
                }
            }
            return sum / count;
        });
    }

    private static double[] join(Node node, List<double[]> inputs, boolean sum) {
        return at(node.shape(), (c, h, w) -> {
            double value = sum ? 0 : 1;
            for (int i = 0; i < inputs.size(); i++) {
                Shape shape = node.inputs().get(i).shape();
                double x = inputs.get(i)[index(shape, c % shape.channels(), h % shape.height(), w % shape.width())];
                value = sum ? value + x : value * x;
            }
            return value;
        });
    }

    private static double[] responseNorm(LocalResponseNorm norm, Shape in, double[] x) {
        return at(in, (c, h, w) -> {
            double squares = 0;
            int before = norm.size() / 2;
            for (int k = Math.max(0, c - before); k < Math.min(in.channels(), c - before + norm.size()); k++) {
                squares += x[index(in, k, h, w)] * x[index(in, k, h, w)];
            }
            return x[index(in, c, h, w)] / Math.pow(norm.k() + norm.alpha() / norm.size() * squares, norm.beta());
        });
    }

    private static double[] pad(Pad pad, Shape in, double[] x, Shape out) {
        return at(out, (c, h, w) -> {
            int row = h - pad.padding().top();
            int column = w - pad.padding().left();
            if (pad.mode() == Pad.Mode.CONSTANT && !inside(in, row, column)) {
                return pad.value();
            }
            return x[index(in, c, source(pad.mode(), row, in.height()), source(pad.mode(), column, in.width()))];
        });
    }

    private static int source(Pad.Mode mode, int at, int size) {
        return switch (mode) {
            case CONSTANT, EDGE -> Math.min(Math.max(at, 0), size - 1);
            case REFLECT -> size - 1 - Math.abs(size - 1 - Math.abs(at));
            case WRAP -> (at + size) % size;
        };
    }

    private static double[] resize(Resize resize, Shape in, double[] x, Shape out) {
        if (resize.mode() == Resize.Mode.NEAREST) {
            return at(out, (c, h, w) -> x[index(in, c, h * in.height() / out.height(), w * in.width() / out.width())]);
        }
        return at(out, (c, h, w) -> {
            double row = Math.max(0, (h + 0.5) * in.height() / out.height() - 0.5);
            double column = Math.max(0, (w + 0.5) * in.width() / out.width() - 0.5);
            int top = Math.min((int) row, in.height() - 1);
            int left = Math.min((int) column, in.width() - 1);
            int bottom = Math.min(top + 1, in.height() - 1);
            int right = Math.min(left + 1, in.width() - 1);
            double down = row - top;
            double along = column - left;
            return (1 - down) * ((1 - along) * x[index(in, c, top, left)] + along * x[index(in, c, top, right)])
                    + down * ((1 - along) * x[index(in, c, bottom, left)] + along * x[index(in, c, bottom, right)]);
        });
    }

    private static double[] each(double[] x, DoubleUnaryOperator function) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = function.applyAsDouble(x[i]);
        }
        return result;
    }

    private static boolean inside(Shape shape, int row, int column) {
        return row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
    }

    private static int index(Shape shape, int channel, int row, int column) {
        return (channel * shape.height() + row) * shape.width() + column;
    }

    private interface Rule {
        double value(int channel, int row, int column);
    }

    private static double[] at(Shape shape, Rule rule) {
        double[] values = new double[shape.size()];
        int i = 0;
        for (int c = 0; c < shape.channels(); c++) {
            for (int h = 0; h < shape.height(); h++) {
                for (int w = 0; w < shape.width(); w++) {
                    values[i++] = rule.value(c, h, w);
                }
            }
        }
        return values;
    }
}
