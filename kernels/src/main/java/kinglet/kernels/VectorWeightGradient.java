package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The gradient of weights as a product along the pixels: the sums of a few inputs by a few vectors of outputs stay in registers while the
 * pixels are walked through a table of places. An input is any tap of any channel.
 *
 * @param places of the vectors of the output's gradient
 * @param tiles vectors of outputs that are computed together
 * @param pixels where each pixel lies, see {@link OutputPixels#places}
 * @param band entries of {@code pixels} that are done for all tiles before the next
 */
record VectorWeightGradient(int[] places, Tile[] tiles, int[] pixels, int band, WeightSums weights)
        implements WeightGradient {

    /** Inputs at a time: as many as registers allow, or half of them. */
    private static final int MANY = 8;

    private static final int FEW = 4;

    /** Pixels whose gradients of a tile stay in a first-level cache of 32 KB. */
    private static final int BAND = 160;

    /** Cycles for each {@link #MANY} inputs of a pixel, by the vectors of a tile: with one, loads set the pace. */
    private static final double[] CYCLES = {0, 11, 17, 25};

    /**
     * @param first the first vector
     * @param reads the place of each input for the first pixel; the last is repeated until it is a multiple of {@link #FEW}
     * @param at its sums: for each input a row of all vectors
     */
    record Tile(int first, int vectors, int[] reads, int at) {}

    static VectorWeightGradient prepare(Convolution c, VectorPlaces places) {
        return new Cut(c, places).prepare();
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public void add(float[] arena, float[] sums, int at) {
        for (int from = 0; from < pixels.length; from += band) {
            add(arena, pixels, from, Math.min(from + band, pixels.length), sums, at);
        }
    }

    /** The pixels of a part of such a table. */
    void add(float[] a, int[] pixels, int from, int to, float[] sums, int at) {
        for (Tile tile : tiles) {
            add(a, tile, pixels, from, to, sums, at + tile.at);
        }
    }

    private void add(float[] a, Tile tile, int[] pixels, int from, int to, float[] sums, int at) {
        int vectors = tile.vectors;
        int[] reads = tile.reads;
        int row = vectors * VectorLanes.WIDTH;
        int read = 0;
        if (VectorLanes.MANY_REGISTERS) {
            for (; read + MANY <= reads.length; read += MANY) {
                VectorOuter8.run(vectors, a, pixels, from, to, reads, read, places, tile.first, sums, at + read * row);
            }
        }
        for (; read < reads.length; read += FEW) {
            VectorOuter4.run(vectors, a, pixels, from, to, reads, read, places, tile.first, sums, at + read * row);
        }
    }

    @Override
    public void collect(float[] sums, int at, int count, float[] gradient) {
        weights.collect(sums, at, count, gradient);
    }

    /** Cuts the vectors of outputs into tiles so that the least time is spent. */
    private record Cut(Convolution c, VectorPlaces places) {

        private int groupInputs() {
            return c.input().channelCount() / c.groups();
        }

        private int taps() {
            return c.kernelHeight() * c.kernelWidth();
        }

        VectorWeightGradient prepare() {
            List<Tile> tiles = new ArrayList<>();
            List<int[]> targets = new ArrayList<>();
            int at = 0;
            for (int[] vectors : cut()) {
                int[] inputs = inputs(vectors[0], vectors[1]);
                long[] reads = new long[inputs.length * taps()];
                for (int i = 0; i < reads.length; i++) {
                    int place = c.input().channels()[inputs[i / taps()]] + OutputPixels.tap(c, i % taps());
                    reads[i] = ((long) place << 32) | i;
                }
                Arrays.sort(reads);
                int[] offsets = new int[padded(reads.length)];
                Arrays.setAll(offsets, i -> (int) (reads[Math.min(i, reads.length - 1)] >> 32));
                int[] weights = targets(vectors[0], vectors[1], inputs, reads, offsets.length);
                tiles.add(new Tile(vectors[0], vectors[1], offsets, at));
                targets.add(weights);
                at += weights.length;
            }
            int[] pixels = OutputPixels.places(c);
            int bands = Math.ceilDiv(pixels.length / 2, BAND);
            return new VectorWeightGradient(
                    places.places(),
                    tiles.toArray(Tile[]::new),
                    pixels,
                    2 * Math.ceilDiv(pixels.length / 2, bands),
                    WeightSums.of(targets));
        }

        /** Whole steps: up to four inputs behind the last eight are done by themselves. */
        private static int padded(int reads) {
            int rest = reads % MANY;
            return VectorLanes.MANY_REGISTERS && rest > FEW ? reads - rest + MANY : Math.ceilDiv(reads, FEW) * FEW;
        }

        /** First vector and number of vectors of each tile. */
        private List<int[]> cut() {
            int count = places.count();
            int[] best = new int[count + 1];
            double[] cost = new double[count + 1];
            for (int end = 1; end <= count; end++) {
                cost[end] = Double.MAX_VALUE;
                for (int vectors = 1; vectors <= Math.min(VectorProduct.WIDEST, end); vectors++) {
                    int reads = inputs(end - vectors, vectors).length * taps();
                    double total = cost[end - vectors] + padded(reads) * CYCLES[vectors];
                    if (total < cost[end]) {
                        cost[end] = total;
                        best[end] = vectors;
                    }
                }
            }
            List<int[]> tiles = new ArrayList<>();
            for (int end = count; end > 0; end -= best[end]) {
                tiles.addFirst(new int[] {end - best[end], best[end]});
            }
            return tiles;
        }

        /** The inputs that any of some vectors reads. */
        private int[] inputs(int first, int vectors) {
            int groupOutputs = c.output().channelCount() / c.groups();
            TreeSet<Integer> groups = new TreeSet<>();
            for (int u = first; u < first + vectors; u++) {
                for (int channel : places.channels()[u]) {
                    if (channel != VectorPlaces.DEAD) {
                        groups.add(channel / groupOutputs);
                    }
                }
            }
            return groups.stream()
                    .flatMapToInt(g -> IntStream.range(g * groupInputs(), (g + 1) * groupInputs()))
                    .toArray();
        }

        private int[] targets(int first, int vectors, int[] inputs, long[] reads, int rows) {
            int width = places.width();
            int[] targets = new int[rows * vectors * width];
            Arrays.fill(targets, Numbers.NOTHING);
            int groupOutputs = c.output().channelCount() / c.groups();
            for (int k = 0; k < reads.length; k++) {
                int input = inputs[(int) reads[k] / taps()];
                for (int lane = 0; lane < vectors * width; lane++) {
                    int output = places.channels()[first + lane / width][lane % width];
                    if (output != VectorPlaces.DEAD && output / groupOutputs == input / groupInputs()) {
                        targets[k * vectors * width + lane] =
                                (output * groupInputs() + input % groupInputs()) * taps() + (int) reads[k] % taps();
                    }
                }
            }
            return targets;
        }
    }
}
