package kinglet.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of the weights of a convolution of each channel by itself where input and output hold the same channels in the same lanes: for
 * each vector the sums of some taps stay in registers.
 *
 * @param sources where each vector's inputs lie
 * @param places of the vectors of the output's gradient
 * @param reads how far each tap reads from the place of the first pixel; the last is repeated to make whole steps
 * @param runs where each run of {@link #RUN} pixels lies, see {@link OutputPixels#places}; none unless the filter is 3x3
 * @param pixels the same for each of the other pixels
 */
record VectorDepthwiseGradient(
        Convolution convolution, int[] sources, int[] places, int[] reads, int[] runs, int[] pixels, WeightSums weights)
        implements WeightGradient {

    /** Taps of {@link VectorTapSums}. */
    private static final int TOGETHER = 9;

    /** Pixels of {@link VectorTapSums3x3}. */
    private static final int RUN = 4;

    VectorDepthwiseGradient {
        convolution = convolution.withoutWeights();
    }

    static Optional<WeightGradient> prepare(Convolution c, VectorPlaces places) {
        boolean each = c.groups() == c.input().channelCount()
                && c.groups() == c.output().channelCount();
        return each ? places.in(c.input()).map(sources -> prepare(c, places, sources)) : Optional.empty();
    }

    private static VectorDepthwiseGradient prepare(Convolution c, VectorPlaces places, int[] sources) {
        int taps = c.kernelHeight() * c.kernelWidth();
        int padded = Math.ceilDiv(taps, TOGETHER) * TOGETHER;
        int[] reads = new int[padded];
        Arrays.setAll(reads, i -> OutputPixels.tap(c, Math.min(i, taps - 1)));
        int width = places.width();
        int[] targets = new int[places.count() * padded * width];
        Arrays.fill(targets, Numbers.NOTHING);
        for (int u = 0; u < places.count(); u++) {
            for (int lane = 0; lane < width; lane++) {
                int channel = places.channels()[u][lane];
                for (int tap = 0; tap < taps && channel != VectorPlaces.DEAD; tap++) {
                    targets[(u * padded + tap) * width + lane] = channel * taps + tap;
                }
            }
        }
        int[] all = OutputPixels.places(c);
        int columns = runs(c) ? c.output().width() / RUN * RUN : 0;
        int[] runs = OutputPixels.some(all, c.output().width(), 0, columns, RUN);
        int[] pixels =
                OutputPixels.some(all, c.output().width(), columns, c.output().width(), 1);
        return new VectorDepthwiseGradient(
                c, sources, places.places(), reads, runs, pixels, WeightSums.of(List.of(targets)));
    }

    /** Whether there is a kernel for runs of pixels. */
    private static boolean runs(Convolution c) {
        return c.kernelHeight() == 3
                && c.kernelWidth() == 3
                && c.dilationWidth() == 1
                && c.strideWidth() <= 2
                && c.input().pixelStride() == View.LANES;
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public void add(float[] arena, float[] sums, int at) {
        for (int u = 0; u < places.length; u++) {
            for (int read = 0; read < reads.length; read += TOGETHER) {
                int to = at + (u * reads.length + read) * VectorLanes.WIDTH;
                if (pixels.length > 0) {
                    VectorTapSums.run(arena, pixels, reads, read, sources[u], places[u], sums, to);
                }
                if (runs.length > 0) {
                    addRuns(arena, u, sums, to);
                }
            }
        }
    }

    private void addRuns(float[] a, int vector, float[] sums, int to) {
        int source = sources[vector];
        int x0 = source + reads[0];
        int x1 = source + reads[3];
        int x2 = source + reads[6];
        int step = convolution.output().pixelStride();
        if (convolution.strideWidth() == 1) {
            VectorTapSums3x3.stride1(a, runs, x0, x1, x2, places[vector], step, sums, to);
        } else {
            VectorTapSums3x3.stride2(a, runs, x0, x1, x2, places[vector], step, sums, to);
        }
    }

    @Override
    public void collect(float[] sums, int at, int count, float[] gradient) {
        weights.collect(sums, at, count, gradient);
    }
}
