package kinglet.graph;

import java.util.Arrays;

/** Numbers in single precision with dimensions, slowest first. The array is shared, not copied: who hands it over lets go of it. */
public final class Tensor {
    private final float[] data;
    private final int[] dims;

    private Tensor(float[] data, int[] dims) {
        this.data = data;
        this.dims = dims;
    }

    /**
     * A tensor over an array.
     *
     * @throws KingletException if the dimensions do not give the array's length
     */
    public static Tensor of(float[] data, int... dims) {
        if (size(dims) != data.length) {
            throw new KingletException(
                    "a tensor of %s needs %d values, but was given %d".formatted(text(dims), size(dims), data.length));
        }
        return new Tensor(data, dims.clone());
    }

    /** A tensor of zeros. */
    public static Tensor zeros(int... dims) {
        return new Tensor(new float[Math.toIntExact(size(dims))], dims.clone());
    }

    /** The values, slowest dimension first. */
    public float[] data() {
        return data;
    }

    public int[] dims() {
        return dims.clone();
    }

    public int dim(int axis) {
        return dims[axis];
    }

    public int rank() {
        return dims.length;
    }

    public int size() {
        return data.length;
    }

    /** The same values under other dimensions. */
    public Tensor reshape(int... other) {
        return of(data, other);
    }

    public boolean hasDims(int... other) {
        return Arrays.equals(dims, other);
    }

    /** How many values these dimensions hold, without overflow. */
    public static long size(int... dims) {
        long size = 1;
        for (int d : dims) {
            if (d < 0) {
                throw new KingletException("a tensor has no dimension %d (in %s)".formatted(d, text(dims)));
            }
            size = Math.multiplyExact(size, (long) d);
        }
        return size;
    }

    private static String text(int[] dims) {
        return Arrays.toString(dims).replace(", ", " x ");
    }

    @Override
    public String toString() {
        return text(dims);
    }
}
