package kinglet.kernels;

import java.util.Arrays;

/** The filters of a dense 3x3 convolution, transformed for F(4x4, 3x3) and packed for the kernels of products. */
final class WinogradFilters {

    /** Values of a patch, and so products. */
    static final int PATCH = 36;

    private static final double[][] TRANSFORM = {
        {1 / 4., 0, 0},
        {-1 / 6., -1 / 6., -1 / 6.},
        {-1 / 6., 1 / 6., -1 / 6.},
        {1 / 24., 1 / 12., 1 / 6.},
        {1 / 24., -1 / 12., 1 / 6.},
        {0, 0, 1}
    };

    private WinogradFilters() {}

    /** The 36 tiles of weights for some vectors of outputs; {@code offsets} has the place of each input channel in a transformed patch. */
    static PackedTile[] pack(Convolution c, VectorPlaces places, int first, int vectors, int[] offsets) {
        int lanes = vectors * VectorLanes.WIDTH;
        Integer[] order = new Integer[offsets.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(offsets[a], offsets[b]));
        int[] sorted = Arrays.stream(order).mapToInt(i -> offsets[i]).toArray();
        float[][] weights = new float[PATCH][(offsets.length + 1) * lanes];
        double[] filter = new double[PATCH];
        for (int lane = 0; lane < lanes; lane++) {
            int channel = places.channels()[first + lane / VectorLanes.WIDTH][lane % VectorLanes.WIDTH];
            if (channel == VectorPlaces.DEAD) {
                continue;
            }
            for (int k = 0; k < order.length; k++) {
                transform(c.weights(), (channel * offsets.length + order[k]) * 9, filter);
                for (int i = 0; i < PATCH; i++) {
                    weights[i][(k + 1) * lanes + lane] = (float) filter[i];
                }
            }
        }
        PackedTile[] tiles = new PackedTile[PATCH];
        Arrays.setAll(tiles, i -> new PackedTile(0, vectors, sorted, weights[i]));
        return tiles;
    }

    private static void transform(float[] weights, int at, double[] filter) {
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double sum = 0;
                for (int tap = 0; tap < 9; tap++) {
                    sum += TRANSFORM[i][tap / 3] * TRANSFORM[j][tap % 3] * weights[at + tap];
                }
                filter[i * 6 + j] = sum;
            }
        }
    }
}
