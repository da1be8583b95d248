package kinglet.kernels;

/** Arithmetic on rows: arrays of their own that share one index, which C2 vectorises by itself. */
final class PlainRows {

    /** Rows that are added at a time; the numbers of rows given to {@link #addProducts} are multiples of it. */
    static final int TOGETHER = 4;

    private PlainRows() {}

    /** {@code count} rounded up to whole steps of {@link #TOGETHER}. */
    static int padded(int count) {
        return (count + TOGETHER - 1) / TOGETHER * TOGETHER;
    }

    /**
     * Adds to each sum the rows {@code from} to {@code to}, each times a factor: {@code sums[s] += factors[first + s][k - skip] * rows[k]}. With an odd
     * number of sums, the one behind the last takes part too, as the last one's double.
     *
     * <p>Two sums by four rows: one sum by four reaches 45 GFLOP/s on a core that does 75 with two by four; four by four do not
     * fit the limit up to which C2 unrolls a loop before it looks for vectors, and stay at 13.
     */
    static void addProducts(
            float[][] sums,
            int count,
            float[][] rows,
            int from,
            int to,
            float[][] factors,
            int first,
            int skip,
            int length) {
        for (int s = 0; s < count; s += 2) {
            float[] a = factors[first + s];
            float[] b = factors[first + Math.min(s + 1, count - 1)];
            for (int k = from; k < to; k += TOGETHER) {
                addFour(sums[s], sums[s + 1], rows[k], rows[k + 1], rows[k + 2], rows[k + 3], a, b, k - skip, length);
            }
        }
    }

    private static void addFour(
            float[] p,
            float[] q,
            float[] x,
            float[] y,
            float[] z,
            float[] u,
            float[] a,
            float[] b,
            int at,
            int length) {
        float ax = a[at];
        float ay = a[at + 1];
        float az = a[at + 2];
        float au = a[at + 3];
        float bx = b[at];
        float by = b[at + 1];
        float bz = b[at + 2];
        float bu = b[at + 3];
        for (int i = 0; i < length; i++) {
            float xi = x[i];
            float yi = y[i];
            float zi = z[i];
            float ui = u[i];
            p[i] = p[i] + ax * xi + ay * yi + az * zi + au * ui;
            q[i] = q[i] + bx * xi + by * yi + bz * zi + bu * ui;
        }
    }

    /** Adds what one tap of a depthwise filter makes of a row of a block. */
    static void addOneTap(float[] sums, float[] inputs, float[] a, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = sums[i] + inputs[i] * a[i];
        }
    }

    /** The same for two taps, the second of which reads one pixel further. */
    static void addTwoTaps(float[] sums, float[] inputs, float[] a, float[] b, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = sums[i] + inputs[i] * a[i] + inputs[i + View.LANES] * b[i];
        }
    }

    /** The same for three taps; of five, C2 makes no vectors, and the loop is five times slower. */
    static void addThreeTaps(float[] sums, float[] inputs, float[] a, float[] b, float[] c, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = sums[i] + inputs[i] * a[i] + inputs[i + View.LANES] * b[i] + inputs[i + 2 * View.LANES] * c[i];
        }
    }

    /** {@code sums[i] += values[i]} */
    static void add(float[] sums, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += values[i];
        }
    }

    /** {@code values[i] *= factors[i]} */
    static void multiply(float[] values, float[] factors, int length) {
        for (int i = 0; i < length; i++) {
            values[i] *= factors[i];
        }
    }

    /** {@code values[i] * scale[i] + shift[i]} */
    static void map(float[] values, float[] scale, float[] shift, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = values[i] * scale[i] + shift[i];
        }
    }

    /** {@code values[i] /= max(1, divisors[i]) * divisor} */
    static void divide(float[] values, float[] divisors, float divisor, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = values[i] / (Math.max(1f, divisors[i]) * divisor);
        }
    }

    /** {@code best[i] = max(best[i], values[i])} */
    static void max(float[] best, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            best[i] = Math.max(best[i], values[i]);
        }
    }

    /**
     * Moves {@code count} values that lie {@code step} apart in each of four neighbouring lanes to rows, from {@code at} on; four at a
     * time, since each visit to a cache line has its price.
     */
    static void gatherFour(float[] arena, int from, int step, float[][] rows, int row, int at, int count) {
        float[] a = rows[row];
        float[] b = rows[row + 1];
        float[] c = rows[row + 2];
        float[] d = rows[row + 3];
        for (int i = 0; i < count; i++) {
            int place = from + i * step;
            a[at + i] = arena[place];
            b[at + i] = arena[place + 1];
            c[at + i] = arena[place + 2];
            d[at + i] = arena[place + 3];
        }
    }

    /** Moves {@code count} values that lie {@code step} apart to a row, from {@code at} on. */
    static void gather(float[] arena, int from, int step, float[] row, int at, int count) {
        if (step == 1) {
            System.arraycopy(arena, from, row, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            row[at + i] = arena[from + i * step];
        }
    }

    /** The way back of {@link #gatherFour}. */
    static void scatterFour(float[][] rows, int row, int at, int count, float[] arena, int to, int step) {
        float[] a = rows[row];
        float[] b = rows[row + 1];
        float[] c = rows[row + 2];
        float[] d = rows[row + 3];
        for (int i = 0; i < count; i++) {
            int place = to + i * step;
            arena[place] = a[at + i];
            arena[place + 1] = b[at + i];
            arena[place + 2] = c[at + i];
            arena[place + 3] = d[at + i];
        }
    }

    /** The way back of {@link #gather}. */
    static void scatter(float[] row, int at, int count, float[] arena, int to, int step) {
        if (step == 1) {
            System.arraycopy(row, at, arena, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            arena[to + i * step] = row[at + i];
        }
    }

    /** Whether the four places from {@code at} on are neighbours. */
    static boolean neighbours(int[] places, int at) {
        return at + TOGETHER <= places.length
                && places[at + 1] == places[at] + 1
                && places[at + 2] == places[at] + 2
                && places[at + 3] == places[at] + 3;
    }
}
