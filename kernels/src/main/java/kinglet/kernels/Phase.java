package kinglet.kernels;

import java.util.List;
import kinglet.kernels.View.Border;

/**
 * Every second pixel of every second row of the input of a convolution of stride 2, and the convolution of stride 1 that makes their gradients
 * of the output's gradient: it has the taps that meet no zeros between the pixels of that.
 *
 * @param row 0 or 1: the first of the rows
 * @param column 0 or 1: the first of the columns
 * @param convolution with the numbers ({@link PlacedStep}) of the weights; its output lies at the pixels themselves, and has a height, a width and
 *     channels, but no blocks
 */
record Phase(int row, int column, Convolution convolution) {

    private static final int STRIDE = 2;

    /** Whether a convolution has four phases of this kind. */
    static boolean handles(Convolution c) {
        return c.strideHeight() == STRIDE
                && c.strideWidth() == STRIDE
                && c.dilationHeight() == 1
                && c.dilationWidth() == 1
                && c.output().pixelStride() == STRIDE * View.LANES
                && c.input().pixelStride() == View.LANES;
    }

    /** All of them; some may have no pixels, and some no taps. */
    static List<Phase> of(Convolution c) {
        return List.of(of(c, 0, 0), of(c, 0, 1), of(c, 1, 0), of(c, 1, 1));
    }

    /** The same once the weights are packed. */
    Phase withoutWeights() {
        return new Phase(row, column, convolution.withoutWeights());
    }

    private static Phase of(Convolution c, int row, int column) {
        int lastRow = last(c.kernelHeight(), row + c.padTop());
        int lastColumn = last(c.kernelWidth(), column + c.padLeft());
        int rows = (lastRow + STRIDE) / STRIDE;
        int columns = (lastColumn + STRIDE) / STRIDE;
        int inputs = c.input().channelCount() / c.groups();
        int outputs = c.output().channelCount() / c.groups();
        float[] weights = new float[c.input().channelCount() * outputs * rows * columns];
        for (int i = 0; i < weights.length; i++) {
            int tapRow = lastRow - STRIDE * (i / columns % rows);
            int tapColumn = lastColumn - STRIDE * (i % columns);
            int input = i / columns / rows / outputs;
            int output = input / inputs * outputs + i / columns / rows % outputs;
            int filter = output * inputs + input % inputs;
            weights[i] = PlacedStep.number((filter * c.kernelHeight() + tapRow) * c.kernelWidth() + tapColumn);
        }
        Convolution phase = new Convolution(
                c.output(),
                pixels(c.input(), row, column),
                rows,
                columns,
                1,
                1,
                1,
                1,
                (lastRow - row - c.padTop()) / STRIDE,
                (lastColumn - column - c.padLeft()) / STRIDE,
                c.groups(),
                weights,
                new float[c.input().channelCount()],
                List.of());
        return new Phase(row, column, phase);
    }

    /** The last tap that meets a pixel and no zero; negative if there is none. */
    private static int last(int taps, int first) {
        int last = taps - 1;
        return (first - last) % STRIDE == 0 ? last : last - 1;
    }

    private static View pixels(View view, int row, int column) {
        int first = row * view.rowStride() + column * view.pixelStride();
        int[] channels = view.channels().clone();
        for (int i = 0; i < channels.length; i++) {
            channels[i] += first;
        }
        return new View(
                (view.height() - row + 1) / STRIDE,
                (view.width() - column + 1) / STRIDE,
                STRIDE * view.rowStride(),
                STRIDE * view.pixelStride(),
                new int[0],
                channels,
                Border.NONE);
    }

    /** Where a pixel of the phase lies, from the first pixel of the whole view on. */
    int place(View view, int y) {
        return (row + STRIDE * y) * view.rowStride() + column * view.pixelStride();
    }
}
