package kinglet.kernels;

/** A step whose weights change between runs. */
public interface WeighedStep extends Step {

    /**
     * Takes other weights, while no thread runs the step.
     *
     * @param weights {@code [out][in / groups][kernelHeight][kernelWidth]} of the convolution
     * @param bias {@code [out]}
     */
    void weigh(float[] weights, float[] bias);
}
