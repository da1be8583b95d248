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

    double loss(float[] images, int[] labels, double smoothing) {
        Map<Node, double[]> values = new IdentityHashMap<>();
        for (Node node : network.nodes()) {
            List<double[]> in = node.inputs().stream().map(values::get).toList();
            values.put(node, node.op() instanceof Input ? doubles(images) : value(node, in));
        }
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

    private double[] parameter(Node node, String name) {
        return Objects.requireNonNull(weights.get(node.name() + "." + name));
    }

    private double[] value(Node node, List<double[]> in) {
        double[] x = in.getFirst();
        Shape from = node.input().shape();
        return switch (node.op()) {
            case Conv2d conv ->
                convolution(
                        x,
                        from,
                        node.shape(),
                        conv.window(),
                        conv.groups(),
                        parameter(node, "weight"),
                        conv.bias() ? parameter(node, "bias") : new double[conv.outChannels()]);
            case LearnedGroupConv2d learned -> {
                double[] w = parameter(node, "weight").clone();
                double[] mask = parameter(node, "mask");
                Arrays.setAll(w, i -> w[i] * mask[i]);
                yield convolution(x, from, node.shape(), Window.of(1), 1, w, new double[learned.outChannels()]);
            }
            case Linear linear ->
                convolution(
                        x,
                        from,
                        node.shape(),
                        Window.of(1),
                        1,
                        parameter(node, "weight"),
                        linear.bias() ? parameter(node, "bias") : new double[linear.outFeatures()]);
            case BatchNorm norm -> norm(node, norm, x);
            case Activation activation ->
                Arrays.stream(x).map(v -> apply(activation, v)).toArray();
            case Pool pool -> pool(x, from, node.shape(), pool);
            case GlobalPool pool -> global(x, from, pool.kind() == Pool.Kind.MAX);
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
            case Flatten _ -> x;
            case Transpose transpose -> transpose(x, from, node.shape(), transpose.order());
            case Pad pad -> zeros(x, from, node.shape(), pad.padding());
            default -> throw new IllegalArgumentException(node + " is not in these tests");
        };
    }

    private double[] convolution(
            double[] x, Shape in, Shape out, Window w, int groups, double[] weights, double[] bias) {
        Explicit pad = w.padding(in);
        int inGroup = in.channels() / groups;
        int outGroup = out.channels() / groups;
        double[] y = new double[n * out.size()];
        for (int i = 0; i < y.length; i++) {
            int column = i % out.width();
            int row = i / out.width() % out.height();
            int o = i / (out.width() * out.height()) % out.channels();
            int image = i / out.size();
            double sum = bias[o];
            for (int k = 0; k < inGroup * w.kernelHeight() * w.kernelWidth(); k++) {
                int c = k / (w.kernelHeight() * w.kernelWidth());
                int ky = k / w.kernelWidth() % w.kernelHeight();
                int kx = k % w.kernelWidth();
                int py = row * w.strideHeight() + ky * w.dilationHeight() - pad.top();
                int px = column * w.strideWidth() + kx * w.dilationWidth() - pad.left();
                if (py >= 0 && py < in.height() && px >= 0 && px < in.width()) {
                    int channel = o / outGroup * inGroup + c;
                    sum += weights[o * inGroup * w.kernelHeight() * w.kernelWidth() + k]
                            * x[((image * in.channels() + channel) * in.height() + py) * in.width() + px];
                }
            }
            y[i] = sum;
        }
        return y;
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

    private static double apply(Activation a, double x) {
        return switch (a.function()) {
            case RELU -> Math.max(x, 0);
            case RELU6 -> Math.clamp(x, 0, 6);
            case CLIP -> Math.clamp(x, a.alpha(), a.beta());
            case LEAKY_RELU -> x >= 0 ? x : a.alpha() * x;
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case HARD_SIGMOID -> Math.clamp(a.alpha() * x + a.beta(), 0, 1);
            case SWISH -> x / (1 + Math.exp(-x));
            case HARD_SWISH -> x * Math.clamp(x + 3, 0, 6) / 6;
            case TANH -> Math.tanh(x);
        };
    }

    private double[] pool(double[] x, Shape in, Shape out, Pool pool) {
        Window w = pool.window();
        Explicit pad = w.padding(in);
        double[] y = new double[n * out.size()];
        for (int i = 0; i < y.length; i++) {
            int column = i % out.width();
            int row = i / out.width() % out.height();
            int plane = i / (out.width() * out.height());
            double sum = 0;
            double largest = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int k = 0; k < w.kernelHeight() * w.kernelWidth(); k++) {
                int py = row * w.strideHeight() + k / w.kernelWidth() - pad.top();
                int px = column * w.strideWidth() + k % w.kernelWidth() - pad.left();
                if (py >= 0 && py < in.height() && px >= 0 && px < in.width()) {
                    double v = x[(plane * in.height() + py) * in.width() + px];
                    sum += v;
                    largest = Math.max(largest, v);
                    count++;
                }
            }
            int divisor = pool.countPadding() ? w.kernelHeight() * w.kernelWidth() : count;
            y[i] = pool.kind() == Pool.Kind.MAX ? largest : sum / divisor;
        }
        return y;
    }

    private double[] global(double[] x, Shape in, boolean max) {
        int pixels = in.height() * in.width();
        double[] y = new double[n * in.channels()];
        for (int i = 0; i < y.length; i++) {
            double[] plane = Arrays.copyOfRange(x, i * pixels, (i + 1) * pixels);
            y[i] = max
                    ? Arrays.stream(plane).max().orElseThrow()
                    : Arrays.stream(plane).sum() / pixels;
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
