package kinglet.kernels;

import static kinglet.kernels.VectorLanes.SPECIES;
import static kinglet.kernels.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Between storage and the arena, a row of a vector's lanes at a time. The usual activations, none and clamps from 0, are done on the way; the others
 * to what was just written, or in a piece of scratch that stays in the nearest cache.
 */
final class VectorTrainingValues {

    private static final int STEP = View.LANES;

    /** Pixels of a piece: 4 KiB. */
    static final int PIXELS = 64;

    private VectorTrainingValues() {}

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
        for (int y = 0; y < to.height(); y++) {
            for (int u = 0; u < STEP; u += WIDTH) {
                int from = at + y * to.width() * STEP + u;
                int place = to.place() + y * to.rowStride() + u;
                if (activation instanceof Post.Clamp clamp && VectorClamp.fits(clamp)) {
                    clamped(stored, from, scale, shift, lane + u, clamp, arena, place, to, more);
                } else {
                    activated(stored, from, scale, shift, lane + u, activation, arena, place, to, more);
                }
            }
        }
    }

    private static void clamped(
            float[] stored,
            int from,
            float[] scale,
            float[] shift,
            int lane,
            Post.Clamp clamp,
            float[] arena,
            int place,
            Plane to,
            boolean more) {
        int low = VectorClamp.low(clamp);
        int high = VectorClamp.high(clamp);
        if (more) {
            addClamped(stored, from, scale, shift, lane, low, high, arena, place, to.pixelStride(), to.width());
        } else {
            setClamped(stored, from, scale, shift, lane, low, high, arena, place, to.pixelStride(), to.width());
        }
    }

    private static void setClamped(
            float[] stored,
            int from,
            float[] scale,
            float[] shift,
            int lane,
            int low,
            int high,
            float[] a,
            int to,
            int step,
            int pixels) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, lane);
        FloatVector term = FloatVector.fromArray(SPECIES, shift, lane);
        for (int x = 0; x < pixels; x++) {
            FloatVector z =
                    FloatVector.fromArray(SPECIES, stored, from + x * STEP).fma(factor, term);
            z.reinterpretAsInts().max(low).min(high).reinterpretAsFloats().intoArray(a, to + x * step);
        }
    }

    private static void addClamped(
            float[] stored,
            int from,
            float[] scale,
            float[] shift,
            int lane,
            int low,
            int high,
            float[] a,
            int to,
            int step,
            int pixels) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, lane);
        FloatVector term = FloatVector.fromArray(SPECIES, shift, lane);
        for (int x = 0; x < pixels; x++) {
            FloatVector z =
                    FloatVector.fromArray(SPECIES, stored, from + x * STEP).fma(factor, term);
            FloatVector value = z.reinterpretAsInts().max(low).min(high).reinterpretAsFloats();
            FloatVector.fromArray(SPECIES, a, to + x * step).add(value).intoArray(a, to + x * step);
        }
    }

    private static void activated(
            float[] stored,
            int from,
            float[] scale,
            float[] shift,
            int lane,
            Post activation,
            float[] arena,
            int place,
            Plane to,
            boolean more) {
        int step = to.pixelStride();
        if (!more && step == STEP) {
            affine(stored, from, scale, shift, lane, arena, place, to.width());
            VectorPosts.apply(activation, arena, place, to.width());
            return;
        }
        float[] values = Scratch.own().workspace(PIXELS * STEP);
        for (int x = 0; x < to.width(); x += PIXELS) {
            int count = Math.min(PIXELS, to.width() - x);
            affine(stored, from + x * STEP, scale, shift, lane, values, 0, count);
            VectorPosts.apply(activation, values, 0, count);
            if (more) {
                add(values, arena, place + x * step, step, count);
            } else {
                set(values, arena, place + x * step, step, count);
            }
        }
    }

    /** {@code scale * stored + shift}, vectors 16 floats apart. */
    static void affine(
            float[] stored, int from, float[] scale, float[] shift, int lane, float[] a, int to, int pixels) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, lane);
        FloatVector term = FloatVector.fromArray(SPECIES, shift, lane);
        for (int x = 0; x < pixels * STEP; x += STEP) {
            FloatVector.fromArray(SPECIES, stored, from + x).fma(factor, term).intoArray(a, to + x);
        }
    }

    private static void set(float[] values, float[] a, int to, int step, int pixels) {
        for (int x = 0; x < pixels; x++) {
            FloatVector.fromArray(SPECIES, values, x * STEP).intoArray(a, to + x * step);
        }
    }

    private static void add(float[] values, float[] a, int to, int step, int pixels) {
        for (int x = 0; x < pixels; x++) {
            FloatVector value = FloatVector.fromArray(SPECIES, values, x * STEP);
            FloatVector.fromArray(SPECIES, a, to + x * step).add(value).intoArray(a, to + x * step);
        }
    }

    /** {@link TrainingKernels#store}, or with {@code more} {@link TrainingKernels#storeMore}. */
    static void store(float[] arena, Plane from, float[] mask, int lane, float[] stored, int at, boolean more) {
        for (int y = 0; y < from.height(); y++) {
            for (int u = 0; u < STEP; u += WIDTH) {
                int place = from.place() + y * from.rowStride() + u;
                int to = at + y * from.width() * STEP + u;
                if (more) {
                    addMasked(arena, place, from.pixelStride(), mask, lane + u, stored, to, from.width());
                } else {
                    setMasked(arena, place, from.pixelStride(), mask, lane + u, stored, to, from.width());
                }
            }
        }
    }

    private static void setMasked(
            float[] a, int from, int step, float[] mask, int lane, float[] stored, int to, int pixels) {
        FloatVector factor = FloatVector.fromArray(SPECIES, mask, lane);
        for (int x = 0; x < pixels; x++) {
            FloatVector.fromArray(SPECIES, a, from + x * step).mul(factor).intoArray(stored, to + x * STEP);
        }
    }

    private static void addMasked(
            float[] a, int from, int step, float[] mask, int lane, float[] stored, int to, int pixels) {
        FloatVector factor = FloatVector.fromArray(SPECIES, mask, lane);
        for (int x = 0; x < pixels; x++) {
            FloatVector old = FloatVector.fromArray(SPECIES, stored, to + x * STEP);
            FloatVector.fromArray(SPECIES, a, from + x * step).fma(factor, old).intoArray(stored, to + x * STEP);
        }
    }
}
