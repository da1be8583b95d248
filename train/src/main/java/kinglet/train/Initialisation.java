package kinglet.train;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelSelect;
import kinglet.graph.Constant;
import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;
import kinglet.graph.Parameter;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * The weights that a training begins with: convolutions from a normal distribution of deviation {@code sqrt(2 / n)}, where {@code n} is
 * how many outputs a weight's input reaches (He et al. 2015, section 2.2, backward), fully connected layers from one of deviation
 * 0.01, as the authors of the compact networks and torchvision do; norms begin as the identity, biases at zero. A tensor depends on
 * the seed and its name alone, and is drawn when it is asked for: a training that copies them holds them once.
 */
public final class Initialisation {
    private static final double LINEAR_DEVIATION = 0.01;

    private final long seed;

    private Initialisation(long seed) {
        this.seed = seed;
    }

    /** Weights for every parameter and buffer of the network. */
    public static Weights of(Network network, long seed) {
        Initialisation initialisation = new Initialisation(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.nodes().forEach(node -> tensors.putAll(initialisation.tensors(node)));
        return Weights.of(tensors);
    }

    /** Weights for the parameters of one node. */
    static Map<String, Tensor> of(Node node, long seed) {
        return new Initialisation(seed).tensors(node);
    }

    private Map<String, Tensor> tensors(Node node) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : node.parameters()) {
            int[] dims = parameter.dims().stream().mapToInt(Integer::intValue).toArray();
            tensors.put(parameter.name(), Tensor.lazy(() -> drawn(node, parameter), dims));
        }
        return tensors;
    }

    private float[] drawn(Node node, Parameter parameter) {
        float[] values = new float[Math.toIntExact(parameter.size())];
        fill(values, node, parameter.name());
        return values;
    }

    private void fill(float[] values, Node node, String name) {
        Op op = node.op();
        String part = name.substring(node.name().length() + 1);
        boolean weight = part.equals("weight");
        if (op instanceof Conv2d conv && weight) {
            normal(
                    values,
                    deviation(conv.outChannels()
                            / conv.groups()
                            * conv.window().kernelHeight()
                            * conv.window().kernelWidth()),
                    name);
        } else if (op instanceof LearnedGroupConv2d conv && weight) {
            normal(values, deviation(conv.outChannels()), name);
        } else if (op instanceof Linear && weight) {
            normal(values, LINEAR_DEVIATION, name);
        } else if (op instanceof BatchNorm && (weight || part.equals("running_var"))
                || op instanceof LearnedGroupConv2d
                || op instanceof Constant) {
            Arrays.fill(values, 1f);
        } else if (op instanceof ChannelSelect) {
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
        }
    }

    private static double deviation(int reached) {
        return StrictMath.sqrt(2.0 / reached);
    }

    /** Box and Muller 1958, by {@link StrictMath}, so that every machine draws the same bits. */
    private void normal(float[] values, double deviation, String name) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash.getValue());
        for (int i = 0; i < values.length; i += 2) {
            double length = deviation * StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            values[i] = (float) (length * StrictMath.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] = (float) (length * StrictMath.sin(angle));
            }
        }
    }
}
