package kinglet.kernels;

import java.util.Arrays;
import java.util.List;

/**
 * The gradient of weights as a product along the pixels. Rows run along the outputs or along the inputs of a group, whichever are more: for each
 * pixel what it has of them is gathered into a row, and is added to the sums of the others, times what it has of these. An input is any tap of any
 * channel.
 *
 * @param rows for each group the places of what rows run along, for the first pixel
 * @param factors for each group the places of the others
 * @param alongOutputs whether rows run along the outputs
 * @param pixels where each pixel lies, see {@link OutputPixels#places}
 */
record PlainWeightGradient(int[][] rows, int[][] factors, boolean alongOutputs, int[] pixels, WeightSums weights)
        implements WeightGradient {

    /** Pixels whose rows are gathered at a time. */
    private static final int PIXELS = 16 * PlainRows.TOGETHER;

    /** Rows of sums at a time. */
    private static final int SUMS = 32;

    static PlainWeightGradient prepare(Convolution c) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int groupInputs = c.input().channelCount() / c.groups();
        int groupOutputs = c.output().channelCount() / c.groups();
        int reads = groupInputs * taps;
        int[][] inputs = new int[c.groups()][reads];
        int[][] outputs = new int[c.groups()][];
        for (int group = 0; group < c.groups(); group++) {
            for (int i = 0; i < reads; i++) {
                inputs[group][i] = c.input().channels()[group * groupInputs + i / taps] + OutputPixels.tap(c, i % taps);
            }
            outputs[group] =
                    Arrays.copyOfRange(c.output().channels(), group * groupOutputs, (group + 1) * groupOutputs);
        }
        boolean alongOutputs = groupOutputs > reads;
        int[] targets = new int[c.groups() * groupOutputs * reads];
        for (int i = 0; i < targets.length; i++) {
            int group = i / (groupOutputs * reads);
            int rest = i % (groupOutputs * reads);
            targets[i] = alongOutputs ? (group * groupOutputs + rest % groupOutputs) * reads + rest / groupOutputs : i;
        }
        return new PlainWeightGradient(
                alongOutputs ? outputs : inputs,
                alongOutputs ? inputs : outputs,
                alongOutputs,
                OutputPixels.places(c),
                WeightSums.of(List.of(targets)));
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public void add(float[] arena, float[] sums, int at) {
        int to = at;
        for (int group = 0; group < rows.length; group++) {
            for (int pixel = 0; pixel < pixels.length / 2; pixel += PIXELS) {
                int count = Math.min(PIXELS, pixels.length / 2 - pixel);
                for (int first = 0; first < rows[group].length; first += PlainScratch.LENGTH) {
                    int length = Math.min(PlainScratch.LENGTH, rows[group].length - first);
                    add(arena, group, pixel, count, first, length, sums, to + first);
                }
            }
            to += rows[group].length * factors[group].length;
        }
    }

    /** Some pixels and a piece of all rows of a group. */
    private void add(float[] a, int group, int pixel, int count, int first, int length, float[] sums, int to) {
        int padded = PlainRows.padded(count);
        float[][] values = PlainScratch.own().inputs(PIXELS);
        for (int p = 0; p < padded; p++) {
            if (p < count) {
                gather(a, rows[group], first, length, place(pixel + p, alongOutputs), values[p]);
            } else {
                Arrays.fill(values[p], 0, length, 0f);
            }
        }
        int step = rows[group].length;
        int[] others = factors[group];
        float[][] near = PlainScratch.own().sums(2 * SUMS + 1);
        for (int from = 0; from < others.length; from += SUMS) {
            int many = Math.min(SUMS, others.length - from);
            for (int s = 0; s < many; s++) {
                float[] row = near[SUMS + 1 + s];
                for (int p = 0; p < padded; p++) {
                    row[p] = p < count ? a[others[from + s] + place(pixel + p, !alongOutputs)] : 0f;
                }
                System.arraycopy(sums, to + (from + s) * step, near[s], 0, length);
            }
            PlainRows.addProducts(near, many, values, 0, padded, near, SUMS + 1, 0, length);
            for (int s = 0; s < many; s++) {
                System.arraycopy(near[s], 0, sums, to + (from + s) * step, length);
            }
        }
    }

    private int place(int pixel, boolean output) {
        return pixels[2 * pixel + (output ? 1 : 0)];
    }

    private static void gather(float[] a, int[] places, int first, int count, int pixel, float[] row) {
        for (int i = 0; i < count; i++) {
            row[i] = a[places[first + i] + pixel];
        }
    }

    @Override
    public void collect(float[] sums, int at, int count, float[] gradient) {
        weights.collect(sums, at, count, gradient);
    }
}
