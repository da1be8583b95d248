package kinglet.formats;

import java.util.Arrays;
import kinglet.graph.Tensor;

/** A tensor of any number of dimensions whose values are known when the file is read: a weight, or a step in arithmetic on shapes. */
final class OnnxConstant {
    private final int[] dims;
    private final boolean integral;
    private final Tensor floats;
    private final long[] longs;
    private float[] converted = {};

    private OnnxConstant(int[] dims, boolean integral, Tensor floats, long[] longs) {
        this.dims = dims.clone();
        this.integral = integral;
        this.floats = floats;
        this.longs = longs;
    }

    static OnnxConstant of(float[] values, int... dims) {
        return of(Tensor.of(values, values.length), dims);
    }

    static OnnxConstant of(Tensor values, int... dims) {
        return new OnnxConstant(dims, false, values, new long[0]);
    }

    static OnnxConstant of(long[] values, int... dims) {
        return new OnnxConstant(dims, true, Tensor.zeros(0), values);
    }

    int[] dims() {
        return dims.clone();
    }

    int rank() {
        return dims.length;
    }

    int size() {
        return integral ? longs.length : floats.size();
    }

    boolean isIntegral() {
        return integral;
    }

    double value(int index) {
        return integral ? longs[index] : floats.data()[index];
    }

    /** All values in single precision. */
    float[] floats() {
        if (!integral) {
            return floats.data();
        }
        if (converted.length != longs.length) {
            converted = new float[longs.length];
            for (int i = 0; i < longs.length; i++) {
                converted[i] = longs[i];
            }
        }
        return converted;
    }

    /** All values in single precision under these dimensions; not made before they are asked for. */
    Tensor tensor(int... other) {
        return integral ? Tensor.of(floats(), other) : floats.reshape(other);
    }

    /** All values as integers; fractions are cut off. */
    long[] longs() {
        if (integral) {
            return longs;
        }
        float[] reals = floats.data();
        long[] all = new long[reals.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) reals[i];
        }
        return all;
    }

    OnnxConstant reshape(int... other) {
        return new OnnxConstant(other, integral, floats, longs);
    }

    /** The values that a view of this constant shows, in its order. */
    OnnxConstant seen(View view) {
        if (view.isContiguous(size())) {
            return reshape(view.dims());
        }
        return picked(view.places(), view.dims());
    }

    /** The values at these places, under these dimensions. */
    OnnxConstant picked(int[] places, int... other) {
        return integral ? of(pickLongs(places), other) : of(pickFloats(places), other);
    }

    private float[] pickFloats(int[] places) {
        float[] all = floats.data();
        float[] picked = new float[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = all[places[i]];
        }
        return picked;
    }

    private long[] pickLongs(int[] places) {
        long[] picked = new long[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = longs[places[i]];
        }
        return picked;
    }

    @Override
    public String toString() {
        return Arrays.toString(dims).replace(", ", " x ");
    }
}
