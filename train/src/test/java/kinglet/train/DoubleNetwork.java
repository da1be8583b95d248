package kinglet.train;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import kinglet.graph.*;
import kinglet.graph.Padding.Explicit;

/** The loss of a network in training, in doubles, by the definitions: the reference that central differences are taken of. */
final class DoubleNetwork {
    private final Network network;
    private final Map<String, double[]> weights;
    private final int n;

    DoubleNetwork(Network network, Map<String, double[]> weights, int batch) {
        this.network = network;
        this.weights = weights;
        this.n = batch;
    }

    /** By which values an op with kinks decides on which of its pieces it is: its own, or those that another arithmetic gave. */
    interface Decisions {
        Decisions OWN = (_, own) -> own;

        /** @param read the node that the op reads */
        double[] of(Node read, double[] own);
    }

    double loss(float[] images, int[] labels, double smoothing) {
        return loss(values(images, Decisions.OWN), labels, smoothing);
    }

    /** What every node gives, image by image. */
    Map<Node, double[]> values(float[] images, Decisions decisions) {
        Map<Node, double[]> values = new IdentityHashMap<>();
        for (Node node : network.nodes()) {
            List<double[]> in = node.inputs().stream().map(values::get).toList();
            values.put(node, node.op() instanceof Input ? doubles(images) : value(node, in, decisions));
        }
        return values;
    }

    double loss(Map<Node, double[]> values, int[] labels, double smoothing) {
        double[] logits = Objects.requireNonNull(values.get(network.output()));
        int classes = network.output().shape().channels();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double total = 0;
            for (int c = 0; c < classes; c++) {
                total += Math.exp(logits[i * classes + c]);
            }
            for (int c = 0; c < classes; c++) {
                double target = (c == labels[i] ? 1 - smoothing : 0) + smoothing / classes;
                sum += target * (Math.log(total) - logits[i * classes + c]);
            }
        }
        return sum / n;
    }

    private static double[] doubles(float[] values) {
        double[] all = new double[values.length];
        Arrays.setAll(all, i -> values[i]);
        return all;
    }

    double[] parameter(Node node, String name) {
        return Objects.requireNonNull(weights.get(node.name() + "." + name));
    }

    /** The convolution that a node is, if it is one. */
    DoubleConvolution convolution(Node node) {
        return node.op() instanceof Conv2d conv
                ? new DoubleConvolution(n, node.input().shape(), node.shape(), conv.window(), conv.groups())
                : new DoubleConvolution(n, node.input().shape(), node.shape(), Window.of(1), 1);
    }

    /** Its weights; those that are masked out count as zero. */
    double[] weight(Node node) {
        double[] weight = parameter(node, "weight");
        if (node.op() instanceof LearnedGroupConv2d) {
            double[] mask = parameter(node, "mask");
            double[] masked = new double[weight.length];
            Arrays.setAll(masked, i -> weight[i] * mask[i]);
            return masked;
        }
        return weight;
    }

    private double[] bias(Node node, boolean has) {
        return has ? parameter(node, "bias") : new double[node.shape().channels()];
    }

    /** What a node gives for these inputs. */
    double[] value(Node node, List<double[]> in, Decisions decisions) {
        double[] x = in.getFirst();
        Shape from = node.input().shape();
        return switch (node.op()) {
            case Conv2d conv -> convolution(node).apply(x, weight(node), bias(node, conv.bias()));
            case LearnedGroupConv2d _ -> convolution(node).apply(x, weight(node), bias(node, false));
            case Linear linear -> convolution(node).apply(x, weight(node), bias(node, linear.bias()));
            case BatchNorm norm -> norm(node, norm, x);
            case Activation activation -> {
                double[] decided = decisions.of(node.input(), x);
                double[] y = new double[x.length];
                Arrays.setAll(y, i -> DoubleActivation.apply(activation, x[i], decided[i]));
                yield y;
            }
            case Pool pool -> DoublePool.of(pool, n, from, node.shape()).apply(x, decisions.of(node.input(), x));
            case GlobalPool pool -> DoublePool.of(pool, n, from).apply(x, decisions.of(node.input(), x));
            case AdaptiveAveragePool pool -> DoublePool.of(pool, n, from).apply(x, x);
            case Add _ -> {
                double[] sum = new double[x.length];
                in.forEach(v -> Arrays.setAll(sum, i -> sum[i] + v[i]));
                yield sum;
            }
            case Multiply _ ->
                multiply(x, in.getLast(), from, node.inputs().getLast().shape());
            case Concat _ -> concat(node, in);
            case Slice slice -> pick(x, from, node.shape(), i -> slice.from() + i * slice.step());
            case ChannelShuffle shuffle -> pick(x, from, node.shape(), i -> shuffle.source(i, from.channels()));
            case ChannelSelect _ -> {
                double[] index = parameter(node, "index");
                yield pick(x, from, node.shape(), i -> (int) index[i]);
            }
            case Flatten _, Dropout _, StochasticDepth _ -> x;
            case Transpose transpose -> transpose(x, from, node.shape(), transpose.order());
            case Pad pad -> zeros(x, from, node.shape(), pad.padding());
            default -> throw new IllegalArgumentException(node + " is not in these tests");
        };
    }

    private double[] transpose(double[] x, Shape in, Shape out, List<Integer> order) {
        int[] strides = {in.height() * in.width(), in.width(), 1};
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            int[] at = {
                i / (out.height() * out.width()) % out.channels(), i / out.width() % out.height(), i % out.width()
            };
            int source = i / out.size() * in.size();
            for (int d = 0; d < at.length; d++) {
                source += at[d] * strides[order.get(d)];
            }
            y[i] = x[source];
        }
        return y;
    }

    private double[] zeros(double[] x, Shape in, Shape out, Explicit padding) {
        double[] y = new double[n * out.size()];
        for (int i = 0; i < x.length; i++) {
            int column = i % in.width() + padding.left();
            int row = i / in.width() % in.height() + padding.top();
            int channel = i / (in.width() * in.height()) % in.channels();
            y[i / in.size() * out.size() + (channel * out.height() + row) * out.width() + column] = x[i];
        }
        return y;
    }

    private double[] norm(Node node, BatchNorm norm, double[] x) {
        Shape s = node.shape();
        int pixels = s.height() * s.width();
        double[] y = new double[x.length];
        for (int c = 0; c < s.channels(); c++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n * pixels; i++) {
                double v = x[(i / pixels * s.channels() + c) * pixels + i % pixels];
                sum += v;
                squares += v * v;
            }
            double mean = sum / (n * pixels);
            double variance = squares / (n * pixels) - mean * mean;
            for (int i = 0; i < n * pixels; i++) {
                int at = (i / pixels * s.channels() + c) * pixels + i % pixels;
                y[at] = (x[at] - mean) / Math.sqrt(variance + norm.epsilon()) * parameter(node, "weight")[c]
                        + parameter(node, "bias")[c];
            }
        }
        return y;
    }

    private double[] multiply(double[] x, double[] gate, Shape shape, Shape of) {
        int pixels = shape.height() * shape.width();
        boolean single = of.height() * of.width() == 1;
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> x[i] * gate[single ? i / pixels : i]);
        return y;
    }

    private double[] concat(Node node, List<double[]> in) {
        double[] y = new double[n * node.shape().size()];
        int at = 0;
        for (int image = 0; image < n; image++) {
            for (double[] part : in) {
                System.arraycopy(part, image * (part.length / n), y, at, part.length / n);
                at += part.length / n;
            }
        }
        return y;
    }

    private double[] pick(double[] x, Shape in, Shape out, IntUnaryOperator source) {
        int pixels = in.height() * in.width();
        double[] y = new double[n * out.size()];
        for (int i = 0; i < n * out.channels(); i++) {
            int c = source.applyAsInt(i % out.channels());
            System.arraycopy(x, (i / out.channels() * in.channels() + c) * pixels, y, i * pixels, pixels);
        }
        return y;
    }
}
