package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Some vectors of outputs that are computed together, from the inputs that any of their groups reads.
 *
 * @param first the first vector, as an index of {@link VectorPlaces}
 * @param vectors how many
 * @param offsets place of each (input, tap) relative to a pixel's place, ascending
 * @param weights the biases of the vectors' lanes, then for each offset the weights of the lanes; 0 where a group does not read an
 *     input, and for dead lanes
 */
record PackedTile(int first, int vectors, int[] offsets, float[] weights) implements WeightTile {

    /** Cycles for each offset of a tile of 0, 1, 2, 3 vectors by 7 pixels: loads bound the narrow ones. */
    static final double[] CYCLES = {0, 9.5, 14.5, 21};

    /** Cuts all vectors into tiles of up to {@code widest}, so that the least time is spent. */
    static PackedTile[] cut(Convolution c, VectorPlaces places, int widest) {
        return cut(c, places, widest, WeightStore.own());
    }

    /** The same with the weights in a store. */
    static PackedTile[] cut(Convolution c, VectorPlaces places, int widest, WeightStore store) {
        int count = places.count();
        int[] best = new int[count + 1];
        double[] cost = new double[count + 1];
        for (int end = 1; end <= count; end++) {
            cost[end] = Double.MAX_VALUE;
            for (int vectors = 1; vectors <= Math.min(widest, end); vectors++) {
                int inputs = groups(c, places, end - vectors, vectors).size() * groupInputs(c);
                double total = cost[end - vectors] + (inputs * taps(c) + 8) * CYCLES[vectors];
                if (total < cost[end]) {
                    cost[end] = total;
                    best[end] = vectors;
                }
            }
        }
        List<PackedTile> tiles = new ArrayList<>();
        for (int end = count; end > 0; end -= best[end]) {
            tiles.addFirst(pack(c, places, end - best[end], best[end], store));
        }
        return tiles.toArray(PackedTile[]::new);
    }

    private static int groupInputs(Convolution c) {
        return c.input().channelCount() / c.groups();
    }

    private static int taps(Convolution c) {
        return c.kernelHeight() * c.kernelWidth();
    }

    /** The groups whose outputs are among some vectors. */
    private static TreeSet<Integer> groups(Convolution c, VectorPlaces places, int first, int vectors) {
        int groupOutputs = c.output().channelCount() / c.groups();
        TreeSet<Integer> groups = new TreeSet<>();
        for (int u = first; u < first + vectors; u++) {
            for (int channel : places.channels()[u]) {
                if (channel != VectorPlaces.DEAD) {
                    groups.add(channel / groupOutputs);
                }
            }
        }
        return groups;
    }

    static PackedTile pack(Convolution c, VectorPlaces places, int first, int vectors) {
        return pack(c, places, first, vectors, WeightStore.own());
    }

    private static PackedTile pack(Convolution c, VectorPlaces places, int first, int vectors, WeightStore store) {
        int[] inputs = groups(c, places, first, vectors).stream()
                .flatMapToInt(g -> IntStream.range(g * groupInputs(c), (g + 1) * groupInputs(c)))
                .toArray();
        int taps = taps(c);
        long[] reads = new long[inputs.length * taps];
        for (int i = 0; i < reads.length; i++) {
            reads[i] = ((long) offset(c, inputs[i / taps], i % taps) << 32) | i;
        }
        Arrays.sort(reads);
        int width = places.width();
        int lanes = vectors * width;
        int[] offsets = new int[reads.length];
        float[] weights = store.array((reads.length + 1) * lanes);
        for (int k = 0; k < reads.length; k++) {
            offsets[k] = (int) (reads[k] >> 32);
        }
        for (int lane = 0; lane < lanes; lane++) {
            int channel = places.channels()[first + lane / width][lane % width];
            if (channel != VectorPlaces.DEAD) {
                weights[lane] = c.bias()[channel];
                fill(c, channel, inputs, reads, weights, lane, lanes);
            }
        }
        return new PackedTile(first, vectors, offsets, weights);
    }

    private static void fill(
            Convolution c, int channel, int[] inputs, long[] reads, float[] weights, int lane, int lanes) {
        int taps = taps(c);
        int group = channel / (c.output().channelCount() / c.groups());
        for (int k = 0; k < reads.length; k++) {
            int read = (int) reads[k];
            int input = inputs[read / taps];
            if (input / groupInputs(c) == group) {
                int at = (channel * groupInputs(c) + input % groupInputs(c)) * taps + read % taps;
                weights[(k + 1) * lanes + lane] = c.weights()[at];
            }
        }
    }

    private static int offset(Convolution c, int input, int tap) {
        return c.input()
                .index(
                        input,
                        tap / c.kernelWidth() * c.dilationHeight() - c.padTop(),
                        tap % c.kernelWidth() * c.dilationWidth() - c.padLeft());
    }
}
