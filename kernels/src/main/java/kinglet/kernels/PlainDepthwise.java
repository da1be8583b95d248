package kinglet.kernels;

import java.util.List;

/**
 * A convolution of each channel by itself, 16 channels by some pixels of a row at a time: for each tap the inputs are gathered into an
 * array of their own, which C2 then multiplies and adds with vectors (see {@link PlainConvolution}).
 *
 * @param offsets place of each tap relative to the first
 * @param weights of each 16 channels and tap, repeated for each pixel of a piece of a row
 * @param bias of each 16 channels, repeated likewise
 * @param together whether the inputs of each 16 channels lie side by side, so that a row of them can be copied at once
 */
record PlainDepthwise(
        Convolution convolution,
        int[] offsets,
        float[][][] weights,
        float[][] bias,
        boolean[] together,
        List<Post> posts,
        Partition partition)
        implements Step {

    private static final int LANES = View.LANES;
    private static final int PIXELS = 8;

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
        for (int tile = 0; tile < tiles; tile++) {
            together[tile] = c.strideWidth() * input.pixelStride() == LANES && together(input.channels(), tile * LANES);
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
                List.copyOf(c.posts()),
                Partition.byRows(output.height(), tiles, work));
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
            PlainPosts.apply(arena, posts, output, channel, end, rowFrom, rowTo);
        }
        Borders.zero(arena, output, partition, part);
    }

    private void pixels(float[] arena, int tile, int row, int column, int count) {
        View input = convolution.input();
        View output = convolution.output();
        float[] sums = Scratch.own().sums(LANES * PIXELS);
        float[] inputs = Scratch.own().inputs(LANES * PIXELS);
        System.arraycopy(bias[tile], 0, sums, 0, LANES * count);
        int pixel = row * convolution.strideHeight() * input.rowStride()
                + column * convolution.strideWidth() * input.pixelStride();
        int step = convolution.strideWidth() * input.pixelStride();
        int channel = tile * LANES;
        int channels = Math.min(LANES, convolution.groups() - channel);
        for (int tap = 0; tap < offsets.length; tap++) {
            int from = pixel + offsets[tap];
            if (together[tile]) {
                System.arraycopy(arena, input.channels()[channel] + from, inputs, 0, LANES * count);
            } else {
                gather(arena, input.channels(), channel, channels, from, step, count, inputs);
            }
            multiplyAdd(sums, inputs, weights[tile][tap], LANES * count);
        }
        int to = row * output.rowStride() + column * output.pixelStride();
        scatter(arena, output.channels(), channel, channels, to, output.pixelStride(), count, sums);
    }

    private static boolean together(int[] places, int channel) {
        for (int i = 1; i < LANES; i++) {
            if (channel + i >= places.length || places[channel + i] != places[channel] + i) {
                return false;
            }
        }
        return true;
    }

    private static void gather(
            float[] arena, int[] places, int channel, int channels, int pixel, int step, int count, float[] inputs) {
        for (int x = 0; x < count; x++) {
            for (int i = 0; i < channels; i++) {
                inputs[x * LANES + i] = arena[places[channel + i] + pixel + x * step];
            }
        }
    }

    private static void multiplyAdd(float[] sums, float[] inputs, float[] weights, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += inputs[i] * weights[i];
        }
    }

    private static void scatter(
            float[] arena, int[] places, int channel, int channels, int pixel, int step, int count, float[] sums) {
        for (int x = 0; x < count; x++) {
            for (int i = 0; i < channels; i++) {
                arena[places[channel + i] + pixel + x * step] = sums[x * LANES + i];
            }
        }
    }
}
