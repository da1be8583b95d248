package kinglet.kernels;

import java.util.Arrays;
import java.util.Optional;

/**
 * The blocks of a view, and which logical channel each of their lanes holds. A row of a block is one run of floats. Blocks without a live lane are left out.
 *
 * @param places of lane 0 of each block
 * @param channels of each lane of each block; {@link #DEAD} where there is none
 */
record PlainBlocks(View view, int[] places, int[][] channels) {

    static final int DEAD = -1;

    /** The blocks of a view; empty if it is not made of whole blocks, or if two channels of it lie in one lane. */
    static Optional<PlainBlocks> of(View view) {
        if (!view.isBlocked()) {
            return Optional.empty();
        }
        int[] places = Arrays.stream(view.blocks())
                .filter(block -> Arrays.stream(view.channels()).anyMatch(c -> c >= block && c < block + View.LANES))
                .sorted()
                .toArray();
        int[][] channels = new int[places.length][View.LANES];
        for (int[] lanes : channels) {
            Arrays.fill(lanes, DEAD);
        }
        for (int c = 0; c < view.channelCount(); c++) {
            int block = blockOf(places, view.channels()[c]);
            if (block < 0 || channels[block][view.channels()[c] - places[block]] != DEAD) {
                return Optional.empty();
            }
            channels[block][view.channels()[c] - places[block]] = c;
        }
        return Optional.of(new PlainBlocks(view, places, channels));
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

    /** Pixels of a piece of a row that fits a row of scratch, where all pieces are nearly of one size. */
    static int pixels(View view) {
        int most = PlainScratch.LENGTH / View.LANES;
        int pieces = (view.width() + most - 1) / most;
        return (view.width() + pieces - 1) / pieces;
    }

    /** Where each block lies in another view that holds the same channels in the same lanes; empty if one of them does not. */
    Optional<int[]> in(View other) {
        if (!other.isBlocked() || other.channelCount() != view.channelCount()) {
            return Optional.empty();
        }
        int[] sorted = other.blocks().clone();
        Arrays.sort(sorted);
        int[] found = new int[places.length];
        for (int b = 0; b < places.length; b++) {
            for (int lane = 0; lane < View.LANES; lane++) {
                if (channels[b][lane] != DEAD) {
                    found[b] = other.channels()[channels[b][lane]] - lane;
                }
            }
            for (int lane = 0; lane < View.LANES; lane++) {
                int channel = channels[b][lane];
                if (channel != DEAD && other.channels()[channel] != found[b] + lane) {
                    return Optional.empty();
                }
            }
            if (Arrays.binarySearch(sorted, found[b]) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** {@code values[channel]} of each lane of a block, and 0 for dead lanes, once for each of some pixels. */
    float[] repeated(int block, int pixels, float[] values, int first, int step) {
        float[] row = new float[pixels * View.LANES];
        for (int i = 0; i < row.length; i++) {
            int channel = channels[block][i % View.LANES];
            row[i] = channel == DEAD ? 0f : values[first + channel * step];
        }
        return row;
    }
}
