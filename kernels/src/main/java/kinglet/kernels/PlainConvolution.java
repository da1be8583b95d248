package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any convolution: for each pixel, a row of sums that grows by one row of weights after another.
 *
 * <p>The sums and each row of weights are arrays of their own and share one index. That is what C2 vectorises: with an offset
 * into a larger array it must assume that the arrays overlap, and stays 4 times slower (8 against 35 GFLOP/s).
 *
 * @param tiles pieces of a group's outputs
 */
record PlainConvolution(
        View input, View output, int rowStep, int pixelStep, Tile[] tiles, PlainClamp clamp, Partition partition)
        implements PlacedWeights {

    /** Outputs of a tile: enough for long loops, few enough to spread a fully connected layer. */
    private static final int TILE = 128;

    /**
     * Some outputs of one group.
     *
     * @param channel the first output
     * @param offsets the place of each (input, tap) relative to the pixel's first tap
     * @param weights a row of outputs for each (input, tap)
     * @param bias one for each output
     */
    private record Tile(int channel, int[] offsets, float[][] weights, float[] bias) {}

    static PlainConvolution prepare(Convolution c) {
        int groupOutputs = c.output().channelCount() / c.groups();
        int pieces = (groupOutputs + TILE - 1) / TILE;
        Tile[] tiles = new Tile[c.groups() * pieces];
        for (int group = 0; group < c.groups(); group++) {
            int[] offsets = offsets(c, group);
            for (int piece = 0; piece < pieces; piece++) {
                int from = groupOutputs * piece / pieces;
                int to = groupOutputs * (piece + 1) / pieces;
                tiles[group * pieces + piece] =
                        tile(c, group * groupOutputs + from, group * groupOutputs + to, offsets);
            }
        }
        View output = c.output();
        double work = (double) output.width() * c.weights().length / tiles.length;
        return new PlainConvolution(
                c.input(),
                output,
                c.strideHeight() * c.input().rowStride(),
                c.strideWidth() * c.input().pixelStride(),
                tiles,
                PlainClamp.leading(c.posts()),
                Partition.byRows(output.height(), tiles.length, work));
    }

    private static int[] offsets(Convolution c, int group) {
        View input = c.input();
        int taps = c.kernelHeight() * c.kernelWidth();
        int groupInputs = input.channelCount() / c.groups();
        int[] offsets = new int[groupInputs * taps];
        for (int i = 0; i < offsets.length; i++) {
            int tap = i % taps;
            offsets[i] = input.index(
                    group * groupInputs + i / taps,
                    tap / c.kernelWidth() * c.dilationHeight() - c.padTop(),
                    tap % c.kernelWidth() * c.dilationWidth() - c.padLeft());
        }
        return offsets;
    }

    private static Tile tile(Convolution c, int from, int to, int[] offsets) {
        float[][] weights = new float[offsets.length][to - from];
        float[] bias = new float[to - from];
        for (int n = from; n < to; n++) {
            bias[n - from] = c.bias()[n];
            for (int k = 0; k < offsets.length; k++) {
                weights[k][n - from] = c.weights()[n * offsets.length + k];
            }
        }
        return new Tile(from, offsets, weights, bias);
    }

    @Override
    public List<float[]> placed() {
        return Arrays.stream(tiles)
                .flatMap(tile -> Stream.concat(Arrays.stream(tile.weights), Stream.of(tile.bias)))
                .toList();
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        float[] sums = Scratch.own().sums(TILE);
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            Tile tile = tiles[t];
            for (int y = rowFrom; y < rowTo; y++) {
                for (int x = 0; x < output.width(); x++) {
                    sum(arena, y * rowStep + x * pixelStep, tile, sums);
                    clamp.apply(sums, tile.bias.length);
                    store(arena, tile, sums, y, x);
                }
            }
            PlainPosts.apply(
                    arena, clamp.rest(), output, tile.channel, tile.channel + tile.bias.length, rowFrom, rowTo);
        }
        Borders.zero(arena, output, partition, part);
    }

    private static void sum(float[] arena, int pixel, Tile tile, float[] sums) {
        int[] offsets = tile.offsets;
        float[][] weights = tile.weights;
        int outputs = tile.bias.length;
        System.arraycopy(tile.bias, 0, sums, 0, outputs);
        int k = 0;
        for (; k < offsets.length - 3; k += 4) {
            addFour(
                    sums,
                    outputs,
                    arena[pixel + offsets[k]],
                    weights[k],
                    arena[pixel + offsets[k + 1]],
                    weights[k + 1],
                    arena[pixel + offsets[k + 2]],
                    weights[k + 2],
                    arena[pixel + offsets[k + 3]],
                    weights[k + 3]);
        }
        for (; k < offsets.length; k++) {
            addOne(sums, outputs, arena[pixel + offsets[k]], weights[k]);
        }
    }

    private static void addFour(
            float[] sums,
            int count,
            float a,
            float[] aWeights,
            float b,
            float[] bWeights,
            float c,
            float[] cWeights,
            float d,
            float[] dWeights) {
        for (int i = 0; i < count; i++) {
            sums[i] += a * aWeights[i] + b * bWeights[i] + c * cWeights[i] + d * dWeights[i];
        }
    }

    private static void addOne(float[] sums, int count, float a, float[] weights) {
        for (int i = 0; i < count; i++) {
            sums[i] += a * weights[i];
        }
    }

    private void store(float[] arena, Tile tile, float[] sums, int row, int column) {
        int pixel = row * output.rowStride() + column * output.pixelStride();
        int[] channels = output.channels();
        for (int i = 0; i < tile.bias.length; i++) {
            arena[pixel + channels[tile.channel + i]] = sums[i];
        }
    }
}
