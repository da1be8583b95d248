package kinglet.kernels;

/** A step whose weights change between runs. */
public interface WeighedStep extends Step {

    /** Into how many portions its weights are divided, at least one, which threads may take at the same time. */
    int portions();

    /**
     * Takes a portion of other weights, while no thread runs the step.
     *
     * @param weights {@code [out][in / groups][kernelHeight][kernelWidth]} of the convolution
     * @param bias {@code [out]}
     */
    void weigh(float[] weights, float[] bias, int portion);

    /** Takes all of them. */
    default void weigh(float[] weights, float[] bias) {
        int portions = portions();
        for (int portion = 0; portion < portions; portion++) {
            weigh(weights, bias, portion);
        }
    }
}
