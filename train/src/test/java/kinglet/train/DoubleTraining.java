package kinglet.train;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import kinglet.graph.*;

/** Training in doubles, by the definitions: the gradients of a {@link DoubleNetwork}, the running statistics of its norms, and SGD with momentum. */
final class DoubleTraining {
    private final Network network;
    private final Map<String, double[]> weights;
    private final int n;
    private final double normMomentum;
    private final DoubleNetwork forward;
    private final Map<String, double[]> velocities = new LinkedHashMap<>();
    private Map<String, double[]> gradients = Map.of();

    /** @param weights are changed by {@link #step} and {@link #update} */
    DoubleTraining(Network network, Map<String, double[]> weights, int batch, double normMomentum) {
        this.network = network;
        this.weights = weights;
        this.n = batch;
        this.normMomentum = normMomentum;
        this.forward = new DoubleNetwork(network, weights, batch);
    }

    DoubleNetwork network() {
        return forward;
    }

    Map<String, double[]> weights() {
        return weights;
    }

    /** Of each parameter, since the last {@link #step}. */
    Map<String, double[]> gradients() {
        return gradients;
    }

    /** Finds the gradients, and keeps the running statistics. */
    double step(float[] images, int[] labels, DoubleNetwork.Decisions decisions) {
        Map<Node, double[]> values = forward.values(images, decisions);
        gradients = new LinkedHashMap<>();
        Map<Node, double[]> flow = new IdentityHashMap<>();
        flow.put(network.output(), lossGradient(Objects.requireNonNull(values.get(network.output())), labels));
        for (Node node : network.nodes().reversed()) {
            if (!(node.op() instanceof Input)) {
                List<double[]> in = node.inputs().stream()
                        .map(values::get)
                        .map(Objects::requireNonNull)
                        .toList();
                List<double[]> to = back(node, in, Objects.requireNonNull(flow.get(node)), decisions);
                for (int i = 0; i < to.size(); i++) {
                    double[] part = to.get(i);
                    flow.merge(node.inputs().get(i), part, DoubleTraining::sum);
                }
            }
        }
        return forward.loss(values, labels, 0);
    }

    /** SGD with momentum in PyTorch's form, the decay on all parameters. */
    void update(double rate, double momentum, double decay) {
        gradients.forEach((name, g) -> {
            double[] w = Objects.requireNonNull(weights.get(name));
            double[] v = velocities.computeIfAbsent(name, _ -> new double[w.length]);
            for (int i = 0; i < w.length; i++) {
                v[i] = momentum * v[i] + g[i] + decay * w[i];
                w[i] -= rate * v[i];
            }
        });
    }

    private static double[] sum(double[] a, double[] b) {
        double[] both = new double[a.length];
        Arrays.setAll(both, i -> a[i] + b[i]);
        return both;
    }

    private double[] lossGradient(double[] logits, int[] labels) {
        int classes = network.output().shape().channels();
        double[] gradient = new double[logits.length];
        for (int i = 0; i < n; i++) {
            double total = 0;
            for (int c = 0; c < classes; c++) {
                total += Math.exp(logits[i * classes + c]);
            }
            for (int c = 0; c < classes; c++) {
                double likely = Math.exp(logits[i * classes + c]) / total;
                gradient[i * classes + c] = (likely - (c == labels[i] ? 1 : 0)) / n;
            }
        }
        return gradient;
    }

    /** From the gradient by a node's result to those by its inputs. */
    private List<double[]> back(Node node, List<double[]> in, double[] dy, DoubleNetwork.Decisions decisions) {
        double[] x = in.getFirst();
        Shape from = node.input().shape();
        return switch (node.op()) {
            case Conv2d conv -> List.of(convolution(node, conv.bias(), x, dy));
            case Linear linear -> List.of(convolution(node, linear.bias(), x, dy));
            case BatchNorm norm -> List.of(norm(node, norm, x, dy));
            case Activation activation -> {
                double[] decided = decisions.of(node.input(), x);
                double[] dx = new double[x.length];
                Arrays.setAll(dx, i -> dy[i] * DoubleActivation.derivative(activation, x[i], decided[i]));
                yield List.of(dx);
            }
            case Pool pool ->
                List.of(DoublePool.of(pool, n, from, node.shape()).gradient(dy, decisions.of(node.input(), x)));
            case GlobalPool pool -> List.of(DoublePool.of(pool, n, from).gradient(dy, decisions.of(node.input(), x)));
            case AdaptiveAveragePool pool ->
                List.of(DoublePool.of(pool, n, from).gradient(dy, x));
            case Add _ -> in.stream().map(_ -> dy).toList();
            case Multiply _ -> gate(x, in.getLast(), dy);
            case Concat _ -> parts(in, dy);
            case Slice slice -> List.of(unpick(dy, from, node.shape(), i -> slice.from() + i * slice.step()));
            case ChannelShuffle shuffle ->
                List.of(unpick(dy, from, node.shape(), i -> shuffle.source(i, from.channels())));
            case Flatten _, Dropout _, StochasticDepth _ -> List.of(dy);
            default -> throw new IllegalArgumentException(node + " is not in these tests");
        };
    }

    private double[] gradient(Node node, String parameter) {
        double[] of = forward.parameter(node, parameter);
        return gradients.computeIfAbsent(node.name() + "." + parameter, _ -> new double[of.length]);
    }

    private double[] convolution(Node node, boolean bias, double[] x, double[] dy) {
        DoubleConvolution convolution = forward.convolution(node);
        convolution.weightGradient(x, dy, gradient(node, "weight"));
        if (bias) {
            int pixels = node.shape().height() * node.shape().width();
            double[] gradient = gradient(node, "bias");
            for (int i = 0; i < dy.length; i++) {
                gradient[i / pixels % gradient.length] += dy[i];
            }
        }
        return node.input().op() instanceof Input
                ? new double[x.length]
                : convolution.inputGradient(forward.weight(node), dy);
    }

    /** Ioffe and Szegedy 2015, section 3. */
    private double[] norm(Node node, BatchNorm norm, double[] x, double[] dy) {
        int channels = node.shape().channels();
        int pixels = node.shape().height() * node.shape().width();
        int count = n * pixels;
        double[] dx = new double[x.length];
        for (int c = 0; c < channels; c++) {
            int channel = c;
            IntUnaryOperator at = i -> (i / pixels * channels + channel) * pixels + i % pixels;
            double mean = 0;
            for (int i = 0; i < count; i++) {
                mean += x[at.applyAsInt(i)] / count;
            }
            double variance = 0;
            double sum = 0;
            double product = 0;
            for (int i = 0; i < count; i++) {
                double centred = x[at.applyAsInt(i)] - mean;
                variance += centred * centred / count;
                sum += dy[at.applyAsInt(i)];
                product += dy[at.applyAsInt(i)] * centred;
            }
            double scale = 1 / Math.sqrt(variance + norm.epsilon());
            gradient(node, "weight")[c] += product * scale;
            gradient(node, "bias")[c] += sum;
            for (int i = 0; i < count; i++) {
                double centred = x[at.applyAsInt(i)] - mean;
                dx[at.applyAsInt(i)] = forward.parameter(node, "weight")[c]
                        * scale
                        * (dy[at.applyAsInt(i)] - sum / count - centred * scale * scale * product / count);
            }
            keep(node, "running_mean", c, mean);
            keep(node, "running_var", c, variance * count / (count - 1));
        }
        return dx;
    }

    private void keep(Node node, String statistic, int channel, double now) {
        double[] running = forward.parameter(node, statistic);
        running[channel] += normMomentum * (now - running[channel]);
    }

    /** Of an image and of a factor a channel. */
    private static List<double[]> gate(double[] x, double[] factors, double[] dy) {
        int pixels = x.length / factors.length;
        double[] dx = new double[x.length];
        double[] dFactors = new double[factors.length];
        for (int i = 0; i < x.length; i++) {
            dx[i] = dy[i] * factors[i / pixels];
            dFactors[i / pixels] += dy[i] * x[i];
        }
        return List.of(dx, dFactors);
    }

    private List<double[]> parts(List<double[]> in, double[] dy) {
        List<double[]> parts = in.stream().map(part -> new double[part.length]).toList();
        int at = 0;
        for (int image = 0; image < n; image++) {
            for (double[] part : parts) {
                int size = part.length / n;
                System.arraycopy(dy, at, part, image * size, size);
                at += size;
            }
        }
        return parts;
    }

    private double[] unpick(double[] dy, Shape in, Shape out, IntUnaryOperator source) {
        int pixels = in.height() * in.width();
        double[] dx = new double[n * in.size()];
        for (int i = 0; i < dy.length; i++) {
            int c = source.applyAsInt(i / pixels % out.channels());
            dx[(i / out.size() * in.channels() + c) * pixels + i % pixels] += dy[i];
        }
        return dx;
    }
}
