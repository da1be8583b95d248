package kinglet.kernels;

/** Between storage and the arena, a piece of a row at a time. */
final class PlainTrainingValues {

    private static final int LANES = View.LANES;

    /** Pixels of a piece. */
    static final int PIXELS = PlainScratch.LENGTH / LANES;

    private PlainTrainingValues() {}

    /** {@link TrainingKernels#load}, or with {@code more} {@link TrainingKernels#loadMore}. */
    static void load(
            float[] stored,
            int at,
            float[] scale,
            float[] shift,
            int lane,
            Post activation,
            float[] arena,
            Plane to,
            boolean more) {
        float[][] rows = PlainScratch.own().sums(3);
        float[] values = rows[0];
        int pixels = Math.min(PIXELS, to.width());
        repeat(scale, lane, rows[1], pixels);
        repeat(shift, lane, rows[2], pixels);
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x += pixels) {
                int count = Math.min(pixels, to.width() - x);
                System.arraycopy(stored, at + (y * to.width() + x) * LANES, values, 0, count * LANES);
                PlainRows.map(values, rows[1], rows[2], count * LANES);
                PlainPosts.apply(activation, values, count * LANES);
                put(values, count, arena, to.place() + y * to.rowStride() + x * to.pixelStride(), to, more);
            }
        }
    }

    /** {@link TrainingKernels#store}, or with {@code more} {@link TrainingKernels#storeMore}. */
    static void store(float[] arena, Plane from, float[] mask, int lane, float[] stored, int at, boolean more) {
        for (int y = 0; y < from.height(); y++) {
            for (int x = 0; x < from.width(); x++) {
                int place = from.place() + y * from.rowStride() + x * from.pixelStride();
                int to = at + (y * from.width() + x) * LANES;
                for (int k = 0; k < LANES; k++) {
                    float value = arena[place + k] * mask[lane + k];
                    stored[to + k] = more ? stored[to + k] + value : value;
                }
            }
        }
    }

    /** The 16 values from {@code lane} on once for each of some pixels. */
    static void repeat(float[] values, int lane, float[] row, int pixels) {
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(values, lane, row, i * LANES, LANES);
        }
    }

    /** Writes or adds a piece of a row of the plane. */
    static void put(float[] values, int count, float[] arena, int place, Plane plane, boolean more) {
        for (int x = 0; x < count; x++) {
            int to = place + x * plane.pixelStride();
            if (more) {
                for (int k = 0; k < LANES; k++) {
                    arena[to + k] += values[x * LANES + k];
                }
            } else {
                System.arraycopy(values, x * LANES, arena, to, LANES);
            }
        }
    }
}
