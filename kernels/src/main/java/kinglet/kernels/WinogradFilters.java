package kinglet.kernels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The filters of a dense convolution, transformed for a {@link WinogradTile}, and packed for the kernels of products. */
final class WinogradFilters {

    /**
     * Transformed weights that come from memory at each run: 8 MB as floats. Then 16 bits pay: 512 channels at 7x7 took 1.5 ms and take 1.0; where
     * floats stay in a cache they are a tenth faster.
     */
    private static final int MANY = 1 << 21;

    private WinogradFilters() {}

    /** Whether the weights take 16 bits, if that is precise enough. */
    static boolean rounded(WinogradTile tile, Convolution c) {
        return (long) tile.products() * c.input().channelCount() * c.output().channelCount() > MANY;
    }

    /** The tiles of weights, one a product, for some vectors of outputs; {@code offsets} has the place of each input channel in a transformed patch. */
    static WeightTile[] pack(
            WinogradTile tile, Convolution c, VectorPlaces places, int first, int vectors, int[] offsets) {
        int lanes = vectors * VectorLanes.WIDTH;
        int[] order = order(offsets);
        int products = tile.products();
        PackedTile[] packed = empty(tile, vectors, offsets, WeightStore.own());
        double[][] transform = tile.filterTransform();
        double[] filter = new double[products];
        for (int lane = 0; lane < lanes; lane++) {
            int channel = places.channels()[first + lane / VectorLanes.WIDTH][lane % VectorLanes.WIDTH];
            if (channel == VectorPlaces.DEAD) {
                continue;
            }
            for (int k = 0; k < order.length; k++) {
                transform(transform, c.weights(), channel * offsets.length + order[k], filter);
                for (int i = 0; i < products; i++) {
                    packed[i].weights()[(k + 1) * lanes + lane] = (float) filter[i];
                }
            }
        }
        boolean many = rounded(tile, c);
        return Arrays.stream(packed)
                .map(weights -> WeightTile.of(weights, many))
                .toArray(WeightTile[]::new);
    }

    /** The same with zeros for weights, in a store. */
    static PackedTile[] empty(WinogradTile tile, int vectors, int[] offsets, WeightStore store) {
        int[] sorted = offsets.clone();
        Arrays.sort(sorted);
        PackedTile[] tiles = new PackedTile[tile.products()];
        int size = (offsets.length + 1) * vectors * VectorLanes.WIDTH;
        Arrays.setAll(tiles, i -> new PackedTile(0, vectors, sorted, store.array(size)));
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

    private static void transform(double[][] transform, float[] weights, int which, double[] filter) {
        int side = transform.length;
        int taps = transform[0].length;
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                double sum = 0;
                for (int tap = 0; tap < taps * taps; tap++) {
                    sum += transform[i][tap / taps] * transform[j][tap % taps] * weights[which * taps * taps + tap];
                }
                filter[i * side + j] = sum;
            }
        }
    }
}
