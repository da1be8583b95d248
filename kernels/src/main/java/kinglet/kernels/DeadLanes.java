package kinglet.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lanes of a view's blocks that hold no channel, as runs of so many lanes side by side.
 *
 * @param places of the first lane of each run
 */
record DeadLanes(View view, int width, int[] places) {

    /** Runs of {@code width} lanes, from a multiple of it on, none of which is alive. */
    static DeadLanes of(View view, int width) {
        List<Integer> places = new ArrayList<>();
        for (int block : view.blocks()) {
            boolean[] alive = new boolean[View.LANES];
            for (int channel : view.channels()) {
                if (channel >= block && channel < block + View.LANES) {
                    alive[channel - block] = true;
                }
            }
            for (int lane = 0; lane < View.LANES; lane += width) {
                boolean any = false;
                for (int i = lane; i < lane + width; i++) {
                    any |= alive[i];
                }
                if (!any) {
                    places.add(block + lane);
                }
            }
        }
        return new DeadLanes(
                view, width, places.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Writes zeros into these lanes of all pixels. */
    void zero(float[] arena) {
        for (int place : places) {
            for (int y = 0; y < view.height(); y++) {
                int from = place + y * view.rowStride();
                for (int x = 0; x < view.width(); x++) {
                    int at = from + x * view.pixelStride();
                    Arrays.fill(arena, at, at + width, 0f);
                }
            }
        }
    }
}
