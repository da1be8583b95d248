package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A convolution of each channel by itself, 16 channels by some pixels of a row at a time: for each tap the inputs are gathered into an
 * array of their own, which C2 then multiplies and adds with vectors (see {@link PlainConvolution}).
 *
 * @param offsets place of each tap relative to the first
 * @param weights of each 16 channels and tap, repeated for each pixel of a piece of a row
 * @param bias of each 16 channels, repeated likewise
 * @param together whether the inputs of each 16 channels lie side by side, so that they can be copied at once
 * @param togetherAfter the same for the outputs
 */
record PlainDepthwise(
        Convolution convolution,
        int[] offsets,
        float[][][] weights,
        float[][] bias,
        boolean[] together,
        boolean[] togetherAfter,
        PlainClamp clamp,
        Partition partition)
        implements PlacedWeights {

    private static final int LANES = View.LANES;
    private static final int PIXELS = 8;

    PlainDepthwise {
        convolution = convolution.withoutWeights();
    }

    static boolean handles(Convolution c) {
        return c.groups() == c.input().channelCount()
                && c.groups() == c.output().channelCount();
    }

    static PlainDepthwise prepare(Convolution c) {
        View input = c.input();
        View output = c.output();
        int taps = c.kernelHeight() * c.kernelWidth();
        int tiles = (c.groups() + LANES - 1) / LANES;
        float[][][] weights = new float[tiles][taps][LANES * PIXELS];
        float[][] bias = new float[tiles][LANES * PIXELS];
        for (int channel = 0; channel < c.groups(); channel++) {
            for (int lane = channel % LANES; lane < LANES * PIXELS; lane += LANES) {
                bias[channel / LANES][lane] = c.bias()[channel];
                for (int tap = 0; tap < taps; tap++) {
                    weights[channel / LANES][tap][lane] = c.weights()[channel * taps + tap];
                }
            }
        }
        boolean[] together = new boolean[tiles];
        boolean[] togetherAfter = new boolean[tiles];
        for (int tile = 0; tile < tiles; tile++) {
            together[tile] = together(input.channels(), tile * LANES);
            togetherAfter[tile] = together(output.channels(), tile * LANES);
        }
        int[] offsets = new int[taps];
        for (int tap = 0; tap < taps; tap++) {
            offsets[tap] = (tap / c.kernelWidth() * c.dilationHeight() - c.padTop()) * input.rowStride()
                    + (tap % c.kernelWidth() * c.dilationWidth() - c.padLeft()) * input.pixelStride();
        }
        double work = 2.0 * LANES * taps * output.width();
        return new PlainDepthwise(
                c,
                offsets,
                weights,
                bias,
                together,
                togetherAfter,
                PlainClamp.leading(c.posts()),
                Partition.byRows(output.height(), tiles, work));
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
        View output = convolution.output();
        int rowFrom = partition.rowFrom(part);
        int rowTo = partition.rowTo(part);
        for (int tile = partition.tileFrom(part); tile < partition.tileTo(part); tile++) {
            for (int y = rowFrom; y < rowTo; y++) {
                for (int x = 0; x < output.width(); x += PIXELS) {
                    pixels(arena, tile, y, x, Math.min(PIXELS, output.width() - x));
                }
            }
            int channel = tile * LANES;
            int end = Math.min(channel + LANES, output.channelCount());
            PlainPosts.apply(arena, clamp.rest(), output, channel, end, rowFrom, rowTo);
        }
        Borders.zero(arena, output, partition, part);
    }

    private void pixels(float[] arena, int tile, int row, int column, int count) {
        View input = convolution.input();
        View output = convolution.output();
        float[] sums = Scratch.own().sums(LANES * PIXELS);
        System.arraycopy(bias[tile], 0, sums, 0, LANES * count);
        int pixel = row * convolution.strideHeight() * input.rowStride()
                + column * convolution.strideWidth() * input.pixelStride();
        int tap = 0;
        for (; tap < offsets.length - 2; tap += 3) {
            float[] first = gather(arena, tile, pixel + offsets[tap], count, 0);
            float[] second = gather(arena, tile, pixel + offsets[tap + 1], count, 1);
            float[] third = gather(arena, tile, pixel + offsets[tap + 2], count, 2);
            float[][] taps = weights[tile];
            addThree(sums, first, taps[tap], second, taps[tap + 1], third, taps[tap + 2], LANES * count);
        }
        for (; tap < offsets.length; tap++) {
            addOne(sums, gather(arena, tile, pixel + offsets[tap], count, 0), weights[tile][tap], LANES * count);
        }
        clamp.apply(sums, LANES * count);
        scatter(arena, tile, row * output.rowStride() + column * output.pixelStride(), count, sums);
    }

    private static boolean together(int[] places, int channel) {
        for (int i = 1; i < LANES; i++) {
            if (channel + i >= places.length || places[channel + i] != places[channel] + i) {
                return false;
            }
        }
        return true;
    }

    /** The inputs of one tap for some pixels, 16 channels each. */
    private float[] gather(float[] arena, int tile, int from, int count, int which) {
        float[] inputs = Scratch.own().inputs(which, LANES * PIXELS);
        int[] places = convolution.input().channels();
        int step = convolution.strideWidth() * convolution.input().pixelStride();
        int channel = tile * LANES;
        if (together[tile] && step == LANES) {
            System.arraycopy(arena, places[channel] + from, inputs, 0, LANES * count);
            return inputs;
        }
        int channels = Math.min(LANES, convolution.groups() - channel);
        for (int x = 0; x < count; x++) {
            if (together[tile]) {
                System.arraycopy(arena, places[channel] + from + x * step, inputs, x * LANES, LANES);
            } else {
                for (int i = 0; i < channels; i++) {
                    inputs[x * LANES + i] = arena[places[channel + i] + from + x * step];
                }
            }
        }
        return inputs;
    }

    private static void addThree(
            float[] sums, float[] a, float[] u, float[] b, float[] v, float[] c, float[] w, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += a[i] * u[i] + b[i] * v[i] + c[i] * w[i];
        }
    }

    private static void addOne(float[] sums, float[] inputs, float[] weights, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += inputs[i] * weights[i];
        }
    }

    private void scatter(float[] arena, int tile, int to, int count, float[] sums) {
        int[] places = convolution.output().channels();
        int step = convolution.output().pixelStride();
        int channel = tile * LANES;
        int channels = Math.min(LANES, convolution.groups() - channel);
        for (int x = 0; x < count; x++) {
            if (togetherAfter[tile]) {
                System.arraycopy(sums, x * LANES, arena, places[channel] + to + x * step, LANES);
            } else {
                for (int i = 0; i < channels; i++) {
                    arena[places[channel + i] + to + x * step] = sums[x * LANES + i];
                }
            }
        }
    }
}
