package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of the weights of a convolution of each channel by itself where input and output hold the same channels in the same lanes: a row of
 * a block is one run of floats, and the products of a tap are summed for each place of the row, and over the places at the end.
 *
 * @param sources where each block's inputs lie
 * @param pixels of a piece of a row
 */
record PlainDepthwiseGradient(
        Convolution convolution, PlainBlocks blocks, int[] sources, int pixels, WeightSums weights)
        implements WeightGradient {

    private static final int LANES = View.LANES;

    PlainDepthwiseGradient {
        convolution = convolution.withoutWeights();
    }

    static Optional<WeightGradient> prepare(Convolution c) {
        if (!PlainDepthwise.handles(c)) {
            return Optional.empty();
        }
        return PlainBlocks.of(OutputPixels.dense(c.output()))
                .flatMap(blocks -> blocks.in(c.input()).map(sources -> prepare(c, blocks, sources)));
    }

    private static PlainDepthwiseGradient prepare(Convolution c, PlainBlocks blocks, int[] sources) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int[] targets = new int[blocks.count() * taps * LANES];
        for (int i = 0; i < targets.length; i++) {
            int channel = blocks.channels()[i / LANES / taps][i % LANES];
            targets[i] = channel == PlainBlocks.DEAD ? Numbers.NOTHING : channel * taps + i / LANES % taps;
        }
        return new PlainDepthwiseGradient(
                c, blocks, sources, PlainBlocks.pixels(c.output()), WeightSums.of(List.of(targets)));
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public void add(float[] arena, float[] sums, int at) {
        int taps = convolution.kernelHeight() * convolution.kernelWidth();
        int width = convolution.output().width();
        for (int b = 0; b < blocks.count(); b++) {
            float[][] near = PlainScratch.own().sums(taps);
            for (int tap = 0; tap < taps; tap++) {
                Arrays.fill(near[tap], 0, pixels * LANES, 0f);
            }
            for (int y = 0; y < convolution.output().height(); y++) {
                for (int x = 0; x < width; x += pixels) {
                    addPiece(arena, b, y, x, Math.min(pixels, width - x), near);
                }
            }
            for (int tap = 0; tap < taps; tap++) {
                fold(near[tap], pixels * LANES, sums, at + (b * taps + tap) * LANES);
            }
        }
    }

    private void addPiece(float[] arena, int block, int row, int column, int count, float[][] sums) {
        Convolution c = convolution;
        View output = c.output();
        float[][] values = PlainScratch.own().inputs(2);
        int place = row * output.rowStride() + column * output.pixelStride();
        copy(arena, blocks.places()[block] + place, output.pixelStride(), count, values[0]);
        int step = c.strideWidth() * c.input().pixelStride();
        int first = sources[block] + row * c.strideHeight() * c.input().rowStride() + column * step;
        for (int tap = 0; tap < c.kernelHeight() * c.kernelWidth(); tap++) {
            copy(arena, first + OutputPixels.tap(c, tap), step, count, values[1]);
            PlainRows.addOneTap(sums[tap], values[0], values[1], count * LANES);
        }
    }

    private static void copy(float[] arena, int from, int step, int count, float[] row) {
        if (step == LANES) {
            System.arraycopy(arena, from, row, 0, count * LANES);
            return;
        }
        for (int x = 0; x < count; x++) {
            System.arraycopy(arena, from + x * step, row, x * LANES, LANES);
        }
    }

    private static void fold(float[] row, int length, float[] sums, int at) {
        for (int i = 0; i < length; i++) {
            sums[at + i % LANES] += row[i];
        }
    }

    @Override
    public void collect(float[] sums, int at, int count, float[] gradient) {
        weights.collect(sums, at, count, gradient);
    }
}
