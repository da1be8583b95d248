package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A convolution of each channel by itself where input and output hold the same channels in the same lanes: a row of a block is one run of floats, which a tap
 * multiplies by its weights, repeated for each pixel.
 *
 * @param sources where each output block's inputs lie
 * @param runs the taps of a row of the filter
 * @param weights for each block and tap, the weights of the lanes, once for each pixel of a piece of a row
 * @param bias for each block likewise
 * @param pixels of a piece of a row
 */
record PlainDepthwiseRows(
        Convolution convolution,
        PlainBlocks blocks,
        int[] sources,
        List<Run> runs,
        float[][][] weights,
        float[][] bias,
        PlainRowPosts posts,
        int pixels,
        Partition partition)
        implements PlacedWeights {

    private static final int LANES = View.LANES;

    /** Few enough that a filter of 3x3 stays in the nearest cache. */
    private static final int LONGEST = 28;

    PlainDepthwiseRows {
        convolution = convolution.withoutWeights();
    }

    /** Taps whose pixels follow each other when only every stride-th column is looked at: {@code column}, {@code column + stride} ... */
    private record Run(int column, int count) {
        /** As many as C2 vectorises in one loop. */
        static final int LONGEST = 3;
    }

    /** The step; empty if the channels lie in other lanes, or if the filter is dilated. */
    static Optional<PlacedWeights> prepare(Convolution c) {
        if (!PlainDepthwise.handles(c) || c.dilationHeight() != 1 || c.dilationWidth() != 1) {
            return Optional.empty();
        }
        return PlainBlocks.of(c.output())
                .flatMap(blocks -> blocks.in(c.input())
                        .flatMap(sources ->
                                PlainRowPosts.of(blocks, c.posts()).map(posts -> prepare(c, blocks, sources, posts))));
    }

    private static PlacedWeights prepare(Convolution c, PlainBlocks blocks, int[] sources, PlainRowPosts posts) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int width = c.output().width();
        int pieces = (width + LONGEST - 1) / LONGEST;
        int pixels = (width + pieces - 1) / pieces;
        float[][][] weights = new float[blocks.count()][taps][];
        float[][] bias = new float[blocks.count()][];
        for (int b = 0; b < blocks.count(); b++) {
            bias[b] = blocks.repeated(b, pixels, c.bias(), 0, 1);
            for (int tap = 0; tap < taps; tap++) {
                weights[b][tap] = blocks.repeated(b, pixels, c.weights(), tap, taps);
            }
        }
        double work = 8.0 * LANES * taps * width;
        Partition partition = Partition.byTiles(c.output().height(), blocks.count(), work);
        return new PlainDepthwiseRows(c, blocks, sources, runs(c), weights, bias, posts, pixels, partition);
    }

    private static List<Run> runs(Convolution c) {
        List<Run> runs = new ArrayList<>();
        int stride = c.strideWidth();
        for (int phase = 0; phase < Math.min(stride, c.kernelWidth()); phase++) {
            for (int column = phase; column < c.kernelWidth(); column += Run.LONGEST * stride) {
                int left = (c.kernelWidth() - column + stride - 1) / stride;
                runs.add(new Run(column, Math.min(left, Run.LONGEST)));
            }
        }
        return List.copyOf(runs);
    }

    @Override
    public List<float[]> placed() {
        return Stream.concat(Arrays.stream(weights).flatMap(Arrays::stream), Arrays.stream(bias))
                .toList();
    }

    @Override
    public int parts() {
        return partition.parts();
    }

    @Override
    public void run(float[] arena, int part) {
        int width = convolution.output().width();
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int b = partition.tileFrom(part); b < partition.tileTo(part); b++) {
            for (int x = 0; x < width; x += pixels) {
                piece(arena, b, x, Math.min(pixels, width - x), rowFrom, rowTo);
            }
        }
        Borders.zero(arena, convolution.output(), partition, part);
    }

    /** Some columns of some rows of a block. Each row of inputs is copied once, and serves every row of taps that reads it. */
    private void piece(float[] arena, int block, int column, int count, int rowFrom, int rowTo) {
        int taps = convolution.kernelHeight();
        float[][] copies = PlainScratch.own().inputs((taps + 1) * runs.size());
        float[] sums = PlainScratch.own().sums(1)[0];
        int copied = Integer.MIN_VALUE;
        for (int y = rowFrom; y < rowTo; y++) {
            System.arraycopy(bias[block], 0, sums, 0, count * LANES);
            for (int i = 0; i < taps; i++) {
                int row = y * convolution.strideHeight() + i;
                if (row > copied) {
                    copyRow(arena, block, row, column, count, copies);
                    copied = row;
                }
                addRow(sums, copies, row % taps * runs.size(), weights[block], i * convolution.kernelWidth(), count);
            }
            posts.apply(arena, sums, block, y, column, count);
            int to = blocks.places()[block] + y * convolution.output().rowStride() + column * LANES;
            System.arraycopy(sums, 0, arena, to, count * LANES);
        }
    }

    /** For each run of taps, what it reads of a row of inputs. */
    private void copyRow(float[] arena, int block, int row, int column, int count, float[][] copies) {
        View input = convolution.input();
        int stride = convolution.strideWidth();
        int first = sources[block]
                + (row - convolution.padTop()) * input.rowStride()
                + (column * stride - convolution.padLeft()) * LANES;
        for (int r = 0; r < runs.size(); r++) {
            Run run = runs.get(r);
            float[] copy = copies[row % convolution.kernelHeight() * runs.size() + r];
            int from = first + run.column * LANES;
            int length = count + run.count - 1;
            if (stride == 1) {
                System.arraycopy(arena, from, copy, 0, length * LANES);
            } else {
                for (int x = 0; x < length; x++) {
                    System.arraycopy(arena, from + x * stride * LANES, copy, x * LANES, LANES);
                }
            }
        }
    }

    /** A row of taps, run by run. */
    private void addRow(float[] sums, float[][] copies, int first, float[][] weights, int tap, int count) {
        int length = count * LANES;
        int stride = convolution.strideWidth();
        for (int r = 0; r < runs.size(); r++) {
            float[] inputs = copies[first + r];
            int at = tap + runs.get(r).column;
            switch (runs.get(r).count) {
                case 1 -> PlainRows.addOneTap(sums, inputs, weights[at], length);
                case 2 -> PlainRows.addTwoTaps(sums, inputs, weights[at], weights[at + stride], length);
                default ->
                    PlainRows.addThreeTaps(
                            sums, inputs, weights[at], weights[at + stride], weights[at + 2 * stride], length);
            }
        }
    }
}
