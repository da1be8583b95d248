package kinglet.kernels;

/**
 * The gradient of a convolution's weights, summed image by image. Sums are kept in an order of the algorithm's own; several sums of
 * different images may lie behind each other and are added up at the end, always in the same order.
 */
public interface WeightGradient {

    /** Floats of a sum. */
    int size();

    /** Adds one image's share to the sum that begins at {@code at}; the input and the gradient of the output lie in the arena. */
    void add(float[] arena, float[] sums, int at);

    /**
     * Adds up {@code count} sums that lie behind each other from {@code at} on, as {@code [out][in / groups][kernelHeight][kernelWidth]}.
     */
    void collect(float[] sums, int at, int count, float[] gradient);
}
