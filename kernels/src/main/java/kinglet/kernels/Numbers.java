package kinglet.kernels;

import java.util.Arrays;

/**
 * Which weight belongs at each place of an array: a number or {@link #NOTHING}. Arrays of tiles have rows of lanes, and the number is usually the sum of one
 * for the row and one for the lane; then a few numbers say it all.
 *
 * @param head those of the first places
 * @param lanes of the rows behind, what each adds; {@link #DEAD} where there is nothing in any row
 * @param rows what each row adds; {@link #NOTHING} where there is nothing in any lane
 */
record Numbers(int[] head, int[] lanes, int[] rows) {

    static final int NOTHING = -1;

    private static final int DEAD = Integer.MIN_VALUE;

    /** Lanes of tiles of one to three vectors. */
    private static final int[] WIDTHS = {48, 32, 24, 16, 8};

    /** Rows whose sums are brought away lane by lane: 6 KB of them, and two cache lines of each output's weights, both in the nearest cache. */
    private static final int TOGETHER = 32;

    /** @param apart whether the first row is one of its own, that of biases */
    static Numbers of(int[] all, boolean apart) {
        for (int width : WIDTHS) {
            int first = apart ? width : 0;
            if (all.length % width == 0 && all.length > first + 2 * width) {
                Numbers grid = grid(all, first, width);
                if (grid.matches(all)) {
                    return grid;
                }
            }
        }
        return new Numbers(all, new int[0], new int[0]);
    }

    private static Numbers grid(int[] all, int first, int width) {
        int[] rows = new int[(all.length - first) / width];
        int[] lanes = new int[width];
        Arrays.fill(lanes, DEAD);
        int live = 0;
        while (live < all.length - first - 1 && all[first + live] == NOTHING) {
            live++;
        }
        int firstRow = first + live / width * width;
        for (int lane = 0; lane < width; lane++) {
            if (all[firstRow + lane] != NOTHING) {
                lanes[lane] = all[firstRow + lane] - all[first + live];
            }
        }
        for (int row = 0; row < rows.length; row++) {
            rows[row] = all[first + row * width + live % width];
        }
        return new Numbers(Arrays.copyOf(all, first), lanes, rows);
    }

    private boolean matches(int[] all) {
        for (int i = head.length; i < all.length; i++) {
            if (at(i) != all[i]) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return head.length + rows.length * lanes.length;
    }

    int at(int place) {
        if (place < head.length) {
            return head[place];
        }
        int row = rows[(place - head.length) / lanes.length];
        int lane = lanes[(place - head.length) % lanes.length];
        return row == NOTHING || lane == DEAD ? NOTHING : row + lane;
    }

    /**
     * Brings each weight to its place; the numbers behind those of the weights are those of the biases. Row by row: the lanes' weights, which may all miss
     * the caches, are then fetched at the same time.
     */
    void place(float[] weights, float[] bias, float[] to) {
        for (int i = 0; i < head.length; i++) {
            to[i] = value(head[i], weights, bias);
        }
        int most = 0;
        boolean live = true;
        for (int lane : lanes) {
            most = Math.max(most, lane);
            live &= lane != DEAD;
        }
        for (int row = 0; row < rows.length; row++) {
            int at = head.length + row * lanes.length;
            if (live && rows[row] != NOTHING && rows[row] + most < weights.length) {
                place(weights, rows[row], to, at);
            } else {
                for (int i = at; i < at + lanes.length; i++) {
                    to[i] = value(at(i), weights, bias);
                }
            }
        }
    }

    private static float value(int number, float[] weights, float[] bias) {
        if (number == NOTHING) {
            return 0;
        }
        return number < weights.length ? weights[number] : bias[number - weights.length];
    }

    private void place(float[] weights, int row, float[] to, int at) {
        int[] of = lanes;
        for (int lane = 0; lane < of.length; lane++) {
            to[at + lane] = weights[row + of[lane]];
        }
    }

    /** Brings the sum of {@code count} arrays, {@code step} apart from {@code at} on, to where each weight's gradient is. */
    void collect(float[] sums, int at, int step, int count, float[] gradient) {
        float[] near = Scratch.own().workspace(Math.max(head.length, TOGETHER * lanes.length));
        add(sums, at, step, count, near, head.length);
        for (int i = 0; i < head.length; i++) {
            if (head[i] != NOTHING) {
                gradient[head[i]] = near[i];
            }
        }
        for (int from = 0; from < rows.length; from += TOGETHER) {
            int end = Math.min(from + TOGETHER, rows.length);
            int first = at + head.length + from * lanes.length;
            add(sums, first, step, count, near, (end - from) * lanes.length);
            for (int lane = 0; lane < lanes.length; lane++) {
                if (lanes[lane] != DEAD) {
                    scatter(near, lane, from, end, gradient);
                }
            }
        }
    }

    private static void add(float[] sums, int at, int step, int count, float[] near, int size) {
        System.arraycopy(sums, at, near, 0, size);
        for (int k = 1; k < count; k++) {
            int from = at + k * step;
            for (int i = 0; i < size; i++) {
                near[i] += sums[from + i];
            }
        }
    }

    private void scatter(float[] near, int lane, int from, int end, float[] gradient) {
        int[] of = rows;
        int more = lanes[lane];
        int width = lanes.length;
        int place = lane;
        for (int row = from; row < end; row++) {
            if (of[row] != NOTHING) {
                gradient[of[row] + more] = near[place];
            }
            place += width;
        }
    }
}
