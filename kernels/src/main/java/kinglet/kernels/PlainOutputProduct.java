package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A convolution as a product whose rows run along the outputs: each pixel is a sum of rows of weights, one for each (input, tap). For many outputs and
 * few pixels; see {@link PlainPixelProduct} for the opposite.
 *
 * @param tiles pieces of a group's outputs
 */
record PlainOutputProduct(Convolution convolution, Tile[] tiles, Partition partition) implements PlacedWeights {

    /** The most outputs of a tile. */
    private static final int TILE = 512;

    /** Floats of weights, and of sums, that stay in a near cache together. */
    private static final int NEAR = 1 << 16;

    PlainOutputProduct {
        convolution = convolution.withoutWeights();
    }

    /**
     * Some outputs of one group.
     *
     * @param channel the first output
     * @param offsets the place of each (input, tap) relative to the pixel's first tap
     * @param weights a row of outputs for each (input, tap), and rows of zeros to make whole steps
     * @param bias one for each output
     */
    private record Tile(int channel, int[] offsets, float[][] weights, float[] bias) {}

    static PlainOutputProduct prepare(Convolution c) {
        int groupOutputs = c.output().channelCount() / c.groups();
        int groupInputs = c.input().channelCount() / c.groups();
        int pieces = (groupOutputs + TILE - 1) / TILE;
        Tile[] tiles = new Tile[c.groups() * pieces];
        for (int t = 0; t < tiles.length; t++) {
            int group = t / pieces;
            int piece = t % pieces;
            tiles[t] = tile(
                    c,
                    group * groupOutputs + groupOutputs * piece / pieces,
                    group * groupOutputs + groupOutputs * (piece + 1) / pieces,
                    group * groupInputs,
                    groupInputs);
        }
        double work = (double) c.output().width() * c.weights().length / tiles.length;
        return new PlainOutputProduct(c, tiles, Partition.byTiles(c.output().height(), tiles.length, work));
    }

    private static Tile tile(Convolution c, int from, int to, int firstInput, int inputs) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int reads = inputs * taps;
        int[] offsets = new int[reads];
        float[][] weights = new float[PlainRows.padded(reads)][to - from];
        for (int k = 0; k < reads; k++) {
            int tap = k % taps;
            offsets[k] = c.input()
                    .index(
                            firstInput + k / taps,
                            tap / c.kernelWidth() * c.dilationHeight() - c.padTop(),
                            tap % c.kernelWidth() * c.dilationWidth() - c.padLeft());
            for (int n = from; n < to; n++) {
                weights[k][n - from] = c.weights()[n * reads + k];
            }
        }
        return new Tile(from, offsets, weights, Arrays.copyOfRange(c.bias(), from, to));
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
        int width = convolution.output().width();
        int from = partition.rowFrom(part) * width;
        int to = partition.rowTo(part) * width;
        for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
            int most = Math.max(2, NEAR / tiles[t].bias.length);
            for (int pixel = from; pixel < to; pixel += most) {
                multiply(arena, tiles[t], pixel, Math.min(most, to - pixel));
            }
        }
        Borders.zero(arena, convolution.output(), partition, part);
    }

    /** One tile for some pixels, which are counted through all rows. */
    private void multiply(float[] arena, Tile tile, int pixel, int pixels) {
        PlainScratch scratch = PlainScratch.own();
        int outputs = tile.bias.length;
        float[][] sums = scratch.sums(pixels + 1);
        for (int p = 0; p < pixels; p++) {
            System.arraycopy(tile.bias, 0, sums[p], 0, outputs);
        }
        int most = Math.min(PlainRows.padded(Math.max(1, NEAR / outputs)), PlainScratch.LENGTH);
        float[][] inputs = scratch.inputs(pixels);
        for (int from = 0; from < tile.weights.length; from += most) {
            int to = Math.min(from + most, tile.weights.length);
            gather(arena, tile.offsets, from, to, pixel, pixels, inputs);
            PlainRows.addProducts(sums, pixels, tile.weights, from, to, inputs, 0, from, outputs);
        }
        finish(arena, tile, sums, pixel, pixels);
    }

    private void gather(float[] arena, int[] offsets, int from, int to, int pixel, int pixels, float[][] inputs) {
        int reads = Math.min(to, offsets.length);
        for (int p = 0; p < pixels; p++) {
            float[] input = inputs[p];
            int place = place(pixel + p, convolution.input(), convolution.strideHeight(), convolution.strideWidth());
            for (int k = from; k < reads; k++) {
                input[k - from] = arena[place + offsets[k]];
            }
            Arrays.fill(input, reads - from, to - from, 0f);
        }
    }

    /** How far a pixel of the output, times the strides, lies from pixel (0, 0) of a view. */
    private int place(int pixel, View view, int strideHeight, int strideWidth) {
        int width = convolution.output().width();
        return pixel / width * strideHeight * view.rowStride() + pixel % width * strideWidth * view.pixelStride();
    }

    /** The posts, on the rows while they are near, and then the results to their places. */
    private void finish(float[] arena, Tile tile, float[][] sums, int pixel, int pixels) {
        View output = convolution.output();
        List<Post> posts = convolution.posts();
        int outputs = tile.bias.length;
        for (int p = 0; p < pixels; p++) {
            float[] row = sums[p];
            for (int i = 0; i < posts.size(); i++) {
                if (posts.get(i) instanceof Post.Add(View residual)) {
                    int place = place(pixel + p, residual, 1, 1);
                    for (int n = 0; n < outputs; n++) {
                        row[n] += arena[residual.channels()[tile.channel + n] + place];
                    }
                } else {
                    PlainPosts.apply(posts.get(i), row, outputs);
                }
            }
            int place = place(pixel + p, output, 1, 1);
            for (int n = 0; n < outputs; n++) {
                arena[output.channels()[tile.channel + n] + place] = row[n];
            }
        }
    }
}
