package kinglet.graph;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Weights from a formula over their names, so that a network can be run, measured and compared with another program without
 * a file. They keep the activations of a deep network in range: convolutions are uniform with the variance of He et al.
 * (2015), norms are near the identity.
 *
 * <p>{@code x(i) = fmix32(crc32(name) + i * 0x9E3779B9) / 2^32}, with MurmurHash3's finaliser, is spread over
 * {@code -0.1..0.1} for biases and running means, {@code 0.5..1.5} for running variances, {@code 0.8..1.2} for the weights of
 * norms, and {@code -1..1} times {@code sqrt(6 / fan-in)} for the rest.
 */
public final class FormulaWeights {

    private FormulaWeights() {}

    /** A tensor for every parameter of the network. */
    public static Weights of(Network network) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            for (Parameter parameter : node.parameters()) {
                int[] dims =
                        parameter.dims().stream().mapToInt(Integer::intValue).toArray();
                tensors.put(parameter.name(), fill(parameter.name(), dims, values(node, parameter.name(), dims)));
            }
        }
        return Weights.of(tensors);
    }

    /** An input in -1..1 of these dimensions, by the name {@code input}. */
    public static Tensor input(int... dims) {
        return fill("input", dims, x -> 2 * x - 1);
    }

    private static Spread values(Node node, String name, int[] dims) {
        return switch (node.op()) {
            case ChannelSelect select ->
                x -> Math.floor(x * node.input().shape().channels());
            case LearnedGroupConv2d learned when name.endsWith(".mask") -> x -> 1;
            default -> values(name, dims);
        };
    }

    private static Spread values(String name, int[] dims) {
        if (name.endsWith("running_mean") || name.endsWith("bias")) {
            return x -> 0.2 * x - 0.1;
        }
        if (name.endsWith("running_var")) {
            return x -> 0.5 + x;
        }
        if (dims.length == 1) {
            return x -> 0.8 + 0.4 * x;
        }
        double bound = Math.sqrt(6.0 * dims[0] / Tensor.size(dims));
        return x -> (2 * x - 1) * bound;
    }

    private static Tensor fill(String name, int[] dims, Spread spread) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        int seed = (int) crc.getValue();
        float[] data = new float[Math.toIntExact(Tensor.size(dims))];
        for (int i = 0; i < data.length; i++) {
            int h = seed + i * 0x9E3779B9;
            h = (h ^ (h >>> 16)) * 0x85EBCA6B;
            h = (h ^ (h >>> 13)) * 0xC2B2AE35;
            data[i] = (float) spread.value(Integer.toUnsignedLong(h ^ (h >>> 16)) / 0x1p32);
        }
        return Tensor.of(data, dims);
    }

    /** What a uniform number of 0..1 becomes. */
    private interface Spread {
        double value(double x);
    }
}
