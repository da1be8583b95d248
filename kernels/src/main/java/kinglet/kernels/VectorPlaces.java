package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The vectors of a view of whole blocks: where each lies for pixel (0, 0), and which logical channel each of its lanes holds. Vectors
 * without a live lane are left out.
 *
 * @param places of lane 0 of each vector
 * @param channels of each lane of each vector; {@link #DEAD} where there is none
 */
record VectorPlaces(View view, int[] places, int[][] channels) {

    static final int DEAD = -1;

    /** The vectors of a view; empty if it is not made of whole blocks, or if two channels of it lie in one lane. */
    static Optional<VectorPlaces> of(View view) {
        return of(view, VectorLanes.WIDTH);
    }

    /** The same for vectors of another width. */
    static Optional<VectorPlaces> of(View view, int width) {
        if (!view.isBlocked()) {
            return Optional.empty();
        }
        int[] sorted = view.blocks().clone();
        Arrays.sort(sorted);
        int[][] lanes = new int[sorted.length][View.LANES];
        for (int[] block : lanes) {
            Arrays.fill(block, DEAD);
        }
        for (int c = 0; c < view.channelCount(); c++) {
            int block = blockOf(sorted, view.channels()[c]);
            if (block < 0 || lanes[block][view.channels()[c] - sorted[block]] != DEAD) {
                return Optional.empty();
            }
            lanes[block][view.channels()[c] - sorted[block]] = c;
        }
        return Optional.of(split(view, sorted, lanes, width));
    }

    private static VectorPlaces split(View view, int[] blocks, int[][] lanes, int width) {
        List<int[]> channels = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int block = 0; block < blocks.length; block++) {
            for (int lane = 0; lane < View.LANES; lane += width) {
                int[] vector = Arrays.copyOfRange(lanes[block], lane, lane + width);
                if (Arrays.stream(vector).anyMatch(c -> c != DEAD)) {
                    channels.add(vector);
                    places.add(blocks[block] + lane);
                }
            }
        }
        int[] all = places.stream().mapToInt(Integer::intValue).toArray();
        return new VectorPlaces(view, all, channels.toArray(int[][]::new));
    }

    /** The block that holds a place of pixel (0, 0), or a negative number. */
    private static int blockOf(int[] sorted, int place) {
        int at = Arrays.binarySearch(sorted, place);
        int block = at >= 0 ? at : -at - 2;
        return block >= 0 && place - sorted[block] < View.LANES ? block : -1;
    }

    int count() {
        return places.length;
    }

    /** Lanes of a vector. */
    int width() {
        return channels.length == 0 ? VectorLanes.WIDTH : channels[0].length;
    }

    /** Where each vector lies in another view that holds the same channels in the same lanes; empty if one of them does not. */
    Optional<int[]> in(View other) {
        if (!other.isBlocked() || other.channelCount() != view.channelCount()) {
            return Optional.empty();
        }
        int[] sorted = other.blocks().clone();
        Arrays.sort(sorted);
        int[] found = new int[places.length];
        for (int u = 0; u < places.length; u++) {
            int first = -1;
            for (int lane = 0; lane < channels[u].length; lane++) {
                if (channels[u][lane] == DEAD) {
                    continue;
                }
                int place = other.channels()[channels[u][lane]];
                int block = blockOf(sorted, place);
                int start = place - lane;
                if (block < 0 || start < sorted[block] || start + channels[u].length > sorted[block] + View.LANES) {
                    return Optional.empty();
                }
                if (first >= 0 && start != first) {
                    return Optional.empty();
                }
                first = start;
            }
            found[u] = first;
        }
        return Optional.of(found);
    }

    /** {@code values[channel]} of each lane, and 0 for dead lanes, vector after vector. */
    float[] spread(float[] values) {
        int width = width();
        float[] lanes = new float[places.length * width];
        for (int u = 0; u < places.length; u++) {
            for (int lane = 0; lane < width; lane++) {
                lanes[u * width + lane] = channels[u][lane] == DEAD ? 0f : values[channels[u][lane]];
            }
        }
        return lanes;
    }
}
