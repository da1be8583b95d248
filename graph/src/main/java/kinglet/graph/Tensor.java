package kinglet.graph;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.function.Supplier;

/** Numbers in single precision with dimensions, slowest first. The array is shared, not copied: who hands it over lets go of it. */
public final class Tensor {
    private final Values values;
    private final int[] dims;

    private Tensor(Values values, int[] dims) {
        this.values = values;
        this.dims = dims;
    }

    private sealed interface Values {
        float[] shared();

        float[] copied();
    }

    private record Kept(float[] array) implements Values {
        @Override
        public float[] shared() {
            return array;
        }

        @Override
        public float[] copied() {
            return array.clone();
        }
    }

    /** Who asks again while somebody still holds the array gets the same one. */
    private static final class Lazy implements Values {
        private final Supplier<float[]> source;
        private final int size;
        private volatile Reference<float[]> last = new WeakReference<>(null);

        Lazy(Supplier<float[]> source, int size) {
            this.source = source;
            this.size = size;
        }

        @Override
        public float[] shared() {
            float[] array = last.get();
            if (array == null) {
                array = copied();
                last = new WeakReference<>(array);
            }
            return array;
        }

        @Override
        public float[] copied() {
            float[] array = source.get();
            if (array.length != size) {
                throw new KingletException(
                        "a tensor of %d values was given %d when they were asked for".formatted(size, array.length));
            }
            return array;
        }
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
        return new Tensor(new Kept(data), dims.clone());
    }

    /**
     * A tensor whose values are made when they are asked for, and let go when nobody holds them any more; so that large weights need
     * not lie in memory beside what is made of them. What is written into its array may be lost.
     *
     * @param source makes a new array each time, always of the same values; called by any thread
     */
    public static Tensor lazy(Supplier<float[]> source, int... dims) {
        return new Tensor(new Lazy(source, Math.toIntExact(size(dims))), dims.clone());
    }

    /** A tensor of zeros. */
    public static Tensor zeros(int... dims) {
        return of(new float[Math.toIntExact(size(dims))], dims);
    }

    /** The values, slowest dimension first. */
    public float[] data() {
        return values.shared();
    }

    /** The values in an array of the caller's own. */
    public float[] copy() {
        return values.copied();
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
        return Math.toIntExact(size(dims));
    }

    /** The same values under other dimensions. */
    public Tensor reshape(int... other) {
        if (size(other) != size()) {
            throw new KingletException(
                    "a tensor of %s needs %d values, but was given %d".formatted(text(other), size(other), size()));
        }
        return new Tensor(values, other.clone());
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
