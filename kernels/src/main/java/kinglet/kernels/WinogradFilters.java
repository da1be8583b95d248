package kinglet.kernels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The filters of a dense convolution, transformed for F(4x4, 3x3) or F(2x2, 5x5), and packed for the kernels of products. */
final class WinogradFilters {

    /** Values of a patch, and so products. */
    static final int PATCH = 36;

    /**
     * Transformed weights that come from memory at each run: 8 MB as floats. Then 16 bits pay: 512 channels at 7x7 took 1.5 ms and take 1.0; where
     * floats stay in a cache they are a tenth faster.
     */
    private static final int MANY = 1 << 21;

    /** Where the polynomials of a row are evaluated, besides at infinity, and what the row of the transform is multiplied with. */
    private static final double[] POINTS = {0, 1, -1, 2, -2};

    private static final double[] SCALES = {1 / 4., -1 / 6., -1 / 6., 1 / 24., 1 / 24.};

    private WinogradFilters() {}

    /** The 36 tiles of weights for some vectors of outputs; {@code offsets} has the place of each input channel in a transformed patch. */
    static WeightTile[] pack(Convolution c, VectorPlaces places, int first, int vectors, int[] offsets) {
        int lanes = vectors * VectorLanes.WIDTH;
        int[] order = order(offsets);
        PackedTile[] packed = empty(vectors, offsets);
        double[][] transform = transform(c.kernelHeight());
        double[] filter = new double[PATCH];
        for (int lane = 0; lane < lanes; lane++) {
            int channel = places.channels()[first + lane / VectorLanes.WIDTH][lane % VectorLanes.WIDTH];
            if (channel == VectorPlaces.DEAD) {
                continue;
            }
            for (int k = 0; k < order.length; k++) {
                transform(transform, c.weights(), channel * offsets.length + order[k], filter);
                for (int i = 0; i < PATCH; i++) {
                    packed[i].weights()[(k + 1) * lanes + lane] = (float) filter[i];
                }
            }
        }
        boolean many = (long) PATCH * offsets.length * c.output().channelCount() > MANY;
        return Arrays.stream(packed).map(tile -> WeightTile.of(tile, many)).toArray(WeightTile[]::new);
    }

    /** The same with zeros for weights. */
    static PackedTile[] empty(int vectors, int[] offsets) {
        int[] sorted = offsets.clone();
        Arrays.sort(sorted);
        PackedTile[] tiles = new PackedTile[PATCH];
        int size = (offsets.length + 1) * vectors * VectorLanes.WIDTH;
        Arrays.setAll(tiles, i -> new PackedTile(0, vectors, sorted, new float[size]));
        return tiles;
    }

    /** The input channels in the order in which they are packed. */
    static int[] order(int[] offsets) {
        return IntStream.range(0, offsets.length)
                .boxed()
                .sorted(Comparator.comparing(i -> offsets[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Six rows, a column for each tap. */
    static double[][] transform(int taps) {
        double[][] rows = new double[POINTS.length + 1][taps];
        for (int i = 0; i < POINTS.length; i++) {
            for (int tap = 0; tap < taps; tap++) {
                rows[i][tap] = SCALES[i] * Math.pow(POINTS[i], tap);
            }
        }
        rows[POINTS.length][taps - 1] = 1;
        return rows;
    }

    private static void transform(double[][] transform, float[] weights, int which, double[] filter) {
        int taps = transform[0].length;
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double sum = 0;
                for (int tap = 0; tap < taps * taps; tap++) {
                    sum += transform[i][tap / taps] * transform[j][tap % taps] * weights[which * taps * taps + tap];
                }
                filter[i * 6 + j] = sum;
            }
        }
    }
}
