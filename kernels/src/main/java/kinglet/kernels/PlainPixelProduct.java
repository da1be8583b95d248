package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution as a product whose rows run along the pixels: what a band of output pixels reads of each (input, tap) is gathered into a row, and each
 * output of the band is a sum of these rows. For many pixels and few outputs; see {@link PlainOutputProduct} for the opposite.
 *
 * @param offsets for each group, the place of each (tap, input) relative to the pixel's first tap
 * @param factors for each output, the weights in the order of {@code offsets}, and zeros to make whole steps
 * @param tiles pieces of a group's outputs
 */
record PlainPixelProduct(Convolution convolution, int[][] offsets, float[][] factors, Tile[] tiles, Partition partition)
        implements Step {

    /** Outputs of a tile: a block. */
    private static final int TILE = View.LANES;

    /** Floats of rows, and of sums, that stay in a near cache together. */
    private static final int NEAR = 1 << 16;

    /** Some outputs of a group. */
    private record Tile(int group, int from, int to) {}

    static boolean handles(Convolution c) {
        return c.output().width() <= PlainScratch.LENGTH;
    }

    static PlainPixelProduct prepare(Convolution c) {
        int outputs = c.output().channelCount();
        int groupOutputs = outputs / c.groups();
        int groupInputs = c.input().channelCount() / c.groups();
        int taps = c.kernelHeight() * c.kernelWidth();
        int reads = groupInputs * taps;
        int[][] offsets = new int[c.groups()][];
        List<Tile> tiles = new ArrayList<>();
        for (int group = 0; group < c.groups(); group++) {
            offsets[group] = offsets(c, group * groupInputs, groupInputs, taps);
            for (int from = 0; from < groupOutputs; from += TILE) {
                int first = group * groupOutputs + from;
                tiles.add(new Tile(group, first, first + Math.min(TILE, groupOutputs - from)));
            }
        }
        float[][] factors = new float[outputs][PlainRows.padded(reads)];
        for (int n = 0; n < outputs; n++) {
            for (int k = 0; k < reads; k++) {
                factors[n][k] = c.weights()[n * reads + k % groupInputs * taps + k / groupInputs];
            }
        }
        int bandRows = bandRows(c.output());
        int bands = (c.output().height() + bandRows - 1) / bandRows;
        // a part gathers for itself: a piece of the outputs should not be too small beside the inputs
        int pieces = Math.clamp(tiles.size() / 4, 1, Math.max(1, 4 / bands));
        return new PlainPixelProduct(
                c,
                offsets,
                factors,
                tiles.toArray(Tile[]::new),
                new Partition(c.output().height(), tiles.size(), bands, pieces));
    }

    /** Rows of the output that fit a row of scratch, in bands of nearly the same size. */
    private static int bandRows(View output) {
        int most = Math.clamp(PlainScratch.LENGTH / output.width(), 1, output.height());
        int bands = (output.height() + most - 1) / most;
        return (output.height() + bands - 1) / bands;
    }

    /** In the order of taps, and of inputs within a tap, so that neighbouring lanes follow each other. */
    private static int[] offsets(Convolution c, int firstInput, int inputs, int taps) {
        int[] offsets = new int[inputs * taps];
        for (int k = 0; k < offsets.length; k++) {
            int tap = k / inputs;
            offsets[k] = c.input()
                    .index(
                            firstInput + k % inputs,
                            tap / c.kernelWidth() * c.dilationHeight() - c.padTop(),
                            tap % c.kernelWidth() * c.dilationWidth() - c.padLeft());
        }
        return offsets;
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        int end = partition.tileTo(part);
        int most = PlainScratch.LENGTH / convolution.output().width();
        for (int row = rowFrom; row < rowTo; row += most) {
            int rows = Math.min(most, rowTo - row);
            int outputs = Math.max(TILE, NEAR / (rows * convolution.output().width()));
            for (int t = partition.tileFrom(part); t < end; ) {
                int first = t++;
                while (t < end && tiles[t].group == tiles[first].group && tiles[t].to - tiles[first].from <= outputs) {
                    t++;
                }
                multiply(arena, tiles[first].group, tiles[first].from, tiles[t - 1].to, row, rows);
            }
        }
        Borders.zero(arena, convolution.output(), partition, part);
    }

    /** Some outputs of one group, for some rows. */
    private void multiply(float[] arena, int group, int from, int to, int row, int rows) {
        PlainScratch scratch = PlainScratch.own();
        int pixels = rows * convolution.output().width();
        float[][] sums = scratch.sums(to - from + 1);
        for (int n = from; n < to; n++) {
            Arrays.fill(sums[n - from], 0, pixels, convolution.bias()[n]);
        }
        int reads = offsets[group].length;
        int most = PlainRows.padded(Math.max(1, NEAR / pixels));
        for (int first = 0; first < reads; first += most) {
            int count = Math.min(most, reads - first);
            float[][] inputs = scratch.inputs(PlainRows.padded(count));
            gather(arena, offsets[group], first, count, row, rows, inputs);
            for (int k = count; k < PlainRows.padded(count); k++) {
                Arrays.fill(inputs[k], 0, pixels, 0f);
            }
            PlainRows.addProducts(sums, to - from, inputs, 0, PlainRows.padded(count), factors, from, -first, pixels);
        }
        finish(arena, sums, from, to, row, rows);
    }

    private void gather(float[] arena, int[] places, int first, int count, int row, int rows, float[][] inputs) {
        int width = convolution.output().width();
        int rowStep = convolution.strideHeight() * convolution.input().rowStride();
        int step = convolution.strideWidth() * convolution.input().pixelStride();
        for (int k = 0; k < count; ) {
            boolean four = k + PlainRows.TOGETHER <= count && PlainRows.neighbours(places, first + k);
            for (int y = 0; y < rows; y++) {
                int from = places[first + k] + (row + y) * rowStep;
                if (four) {
                    PlainRows.gatherFour(arena, from, step, inputs, k, y * width, width);
                } else {
                    PlainRows.gather(arena, from, step, inputs[k], y * width, width);
                }
            }
            k += four ? PlainRows.TOGETHER : 1;
        }
    }

    /** The posts, on the rows while they are near, and then the results to their places. */
    private void finish(float[] arena, float[][] sums, int from, int to, int row, int rows) {
        View output = convolution.output();
        List<Post> posts = convolution.posts();
        int width = output.width();
        for (int p = 0; p < posts.size(); p++) {
            for (int n = from; n < to; n++) {
                if (posts.get(p) instanceof Post.Add(View residual)) {
                    float[] added = PlainScratch.own().inputs(1)[0];
                    for (int y = 0; y < rows; y++) {
                        PlainRows.gather(
                                arena, residual.index(n, row + y, 0), residual.pixelStride(), added, y * width, width);
                    }
                    PlainRows.add(sums[n - from], added, rows * width);
                } else {
                    PlainPosts.apply(posts.get(p), sums[n - from], rows * width);
                }
            }
        }
        for (int n = from; n < to; ) {
            boolean four = n + PlainRows.TOGETHER <= to && PlainRows.neighbours(output.channels(), n);
            for (int y = 0; y < rows; y++) {
                int place = output.index(n, row + y, 0);
                if (four) {
                    PlainRows.scatterFour(sums, n - from, y * width, width, arena, place, output.pixelStride());
                } else {
                    PlainRows.scatter(sums[n - from], y * width, width, arena, place, output.pixelStride());
                }
            }
            n += four ? PlainRows.TOGETHER : 1;
        }
    }
}
