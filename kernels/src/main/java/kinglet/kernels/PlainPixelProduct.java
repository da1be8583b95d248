package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A convolution as a product whose rows run along the pixels: what a band of output pixels reads of each (input, tap) is gathered into a row, and each
 * output of the band is a sum of these rows. For many pixels and few outputs; see {@link PlainOutputProduct} for the opposite.
 *
 * <p>Inputs are taken four at a time, since neighbouring lanes are gathered together. A filter of several taps that moves by one pixel reads each input
 * several times: then the input's plane is gathered once, with what lies around the band, and each row is copied from it in one piece. Such rows have a few values
 * between the pixels of two lines that mean nothing.
 *
 * @param offsets for each group, the place of each input relative to the pixel's first tap
 * @param factors for each output, the weights of four inputs at a time, tap by tap, and zeros to make whole steps
 * @param pitch values of a row from a pixel to the one below
 * @param planes whether planes are gathered first
 * @param tiles pieces of a group's outputs
 */
record PlainPixelProduct(
        Convolution convolution,
        int[][] offsets,
        float[][] factors,
        Tile[] tiles,
        int pitch,
        boolean planes,
        Partition partition)
        implements PlacedWeights {

    /** Outputs of a tile: a block. */
    private static final int TILE = View.LANES;

    /** Inputs, and outputs, that are gathered and scattered at a time. */
    private static final int FOUR = PlainRows.TOGETHER;

    /** Floats of rows, and of sums, that stay in a near cache together. */
    private static final int NEAR = 1 << 16;

    PlainPixelProduct {
        convolution = convolution.withoutWeights();
    }

    /** Some outputs of a group. */
    private record Tile(int group, int from, int to) {}

    static boolean handles(Convolution c) {
        return pitch(c) <= PlainScratch.LENGTH;
    }

    private static boolean planes(Convolution c) {
        return taps(c) > 1 && c.strideHeight() == 1 && c.strideWidth() == 1;
    }

    private static int pitch(Convolution c) {
        return c.output().width() + (planes(c) ? (c.kernelWidth() - 1) * c.dilationWidth() : 0);
    }

    private static int taps(Convolution c) {
        return c.kernelHeight() * c.kernelWidth();
    }

    static PlainPixelProduct prepare(Convolution c) {
        int outputs = c.output().channelCount();
        int groupOutputs = outputs / c.groups();
        int groupInputs = c.input().channelCount() / c.groups();
        int[][] offsets = new int[c.groups()][groupInputs];
        List<Tile> tiles = new ArrayList<>();
        for (int group = 0; group < c.groups(); group++) {
            for (int i = 0; i < groupInputs; i++) {
                offsets[group][i] = c.input().index(group * groupInputs + i, -c.padTop(), -c.padLeft());
            }
            for (int from = 0; from < groupOutputs; from += TILE) {
                int first = group * groupOutputs + from;
                tiles.add(new Tile(group, first, first + Math.min(TILE, groupOutputs - from)));
            }
        }
        int height = c.output().height();
        int bandRows = Math.clamp(PlainScratch.LENGTH / pitch(c), 1, height);
        int bands = (height + bandRows - 1) / bandRows;
        // a part gathers for itself: a piece of the outputs should not be too small beside the inputs
        int pieces = Math.clamp(tiles.size() / 4, 1, Math.max(1, 4 / bands));
        return new PlainPixelProduct(
                c,
                offsets,
                factors(c, groupInputs),
                tiles.toArray(Tile[]::new),
                pitch(c),
                planes(c),
                new Partition(height, tiles.size(), bands, pieces));
    }

    /** The weights {@code [out][in][tap]} with four inputs side by side: {@code [out][in / 4][tap][4]}, where the last inputs may be fewer. */
    private static float[][] factors(Convolution c, int inputs) {
        int taps = taps(c);
        float[][] factors = new float[c.output().channelCount()][PlainRows.padded(inputs * taps)];
        for (int n = 0; n < factors.length; n++) {
            for (int i = 0; i < inputs; i++) {
                int first = i / FOUR * FOUR;
                int together = Math.min(FOUR, inputs - first);
                for (int tap = 0; tap < taps; tap++) {
                    factors[n][first * taps + tap * together + i - first] = c.weights()[(n * inputs + i) * taps + tap];
                }
            }
        }
        return factors;
    }

    @Override
    public List<float[]> placed() {
        return Stream.concat(Arrays.stream(factors), Stream.of(convolution.bias()))
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
        int end = partition.tileTo(part);
        int most = PlainScratch.LENGTH / pitch;
        for (int row = rowFrom; row < rowTo; row += most) {
            int rows = Math.min(most, rowTo - row);
            int outputs = Math.max(TILE, NEAR / length(rows));
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

    /** From the first pixel of some rows to behind the last. */
    private int length(int rows) {
        return (rows - 1) * pitch + convolution.output().width();
    }

    /** Some outputs of one group, for some rows. */
    private void multiply(float[] arena, int group, int from, int to, int row, int rows) {
        PlainScratch scratch = PlainScratch.own();
        int length = length(rows);
        float[][] sums = scratch.sums(to - from + 1);
        for (int n = from; n < to; n++) {
            Arrays.fill(sums[n - from], 0, length, convolution.bias()[n]);
        }
        int taps = taps(convolution);
        int channels = offsets[group].length;
        int most = Math.max(1, NEAR / (length * FOUR * taps)) * FOUR;
        for (int first = 0; first < channels; first += most) {
            int count = Math.min(most, channels - first) * taps;
            int padded = PlainRows.padded(count);
            float[][] inputs = scratch.inputs(padded);
            for (int i = 0; i < count / taps; i += FOUR) {
                int together = Math.min(FOUR, count / taps - i);
                gather(arena, offsets[group], first + i, together, row, rows, inputs, i * taps);
            }
            for (int k = count; k < padded; k++) {
                Arrays.fill(inputs[k], 0, length, 0f);
            }
            PlainRows.addProducts(sums, to - from, inputs, 0, padded, factors, from, -first * taps, length);
        }
        finish(arena, sums, from, to, row, rows);
    }

    /** What the taps read of some inputs, into rows from {@code at} on. */
    private void gather(
            float[] arena, int[] places, int channel, int count, int row, int rows, float[][] inputs, int at) {
        Convolution c = convolution;
        int below = (c.kernelHeight() - 1) * c.dilationHeight();
        float[][] source = planes ? PlainScratch.own().planes((rows + below) * pitch) : inputs;
        if (planes) {
            copy(arena, places, channel, count, row * c.input().rowStride(), rows + below, pitch, source, 0);
        }
        for (int tap = 0; tap < taps(c); tap++) {
            int down = tap / c.kernelWidth() * c.dilationHeight();
            int right = tap % c.kernelWidth() * c.dilationWidth();
            if (planes) {
                for (int i = 0; i < count; i++) {
                    System.arraycopy(source[i], down * pitch + right, inputs[at + tap * count + i], 0, length(rows));
                }
            } else {
                int from = (row * c.strideHeight() + down) * c.input().rowStride()
                        + right * c.input().pixelStride();
                copy(arena, places, channel, count, from, rows, c.output().width(), inputs, at + tap * count);
            }
        }
    }

    /** Some lines of some inputs, {@code width} values of each, into rows from {@code at} on. */
    private void copy(
            float[] arena,
            int[] places,
            int channel,
            int count,
            int from,
            int lines,
            int width,
            float[][] rows,
            int at) {
        int rowStep = convolution.strideHeight() * convolution.input().rowStride();
        int step = convolution.strideWidth() * convolution.input().pixelStride();
        boolean four = count == FOUR && PlainRows.neighbours(places, channel);
        for (int y = 0; y < lines; y++) {
            int place = from + y * rowStep;
            if (four) {
                PlainRows.gatherFour(arena, places[channel] + place, step, rows, at, y * pitch, width);
            } else {
                for (int i = 0; i < count; i++) {
                    PlainRows.gather(arena, places[channel + i] + place, step, rows[at + i], y * pitch, width);
                }
            }
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
                    float[] added = PlainScratch.own().residual();
                    for (int y = 0; y < rows; y++) {
                        PlainRows.gather(
                                arena, residual.index(n, row + y, 0), residual.pixelStride(), added, y * pitch, width);
                    }
                    PlainRows.add(sums[n - from], added, length(rows));
                } else {
                    PlainPosts.apply(posts.get(p), sums[n - from], length(rows));
                }
            }
        }
        for (int n = from; n < to; ) {
            boolean four = n + FOUR <= to && PlainRows.neighbours(output.channels(), n);
            for (int y = 0; y < rows; y++) {
                int place = output.index(n, row + y, 0);
                if (four) {
                    PlainRows.scatterFour(sums, n - from, y * pitch, width, arena, place, output.pixelStride());
                } else {
                    PlainRows.scatter(sums[n - from], y * pitch, width, arena, place, output.pixelStride());
                }
            }
            n += four ? FOUR : 1;
        }
    }
}
