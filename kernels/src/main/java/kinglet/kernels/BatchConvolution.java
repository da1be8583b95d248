package kinglet.kernels;

/**
 * A convolution of a whole batch, for layers with many weights and few pixels: threads divide channels and not images, and each weight is read where it
 * lies, once a batch, where packing it for images would take longer than multiplying. Vectors then hold one value of several images.
 *
 * <p>A block of channels lies <em>image by image</em>, {@code [row][column][image][16]}, when it comes from storage or goes there, and <em>across
 * images</em>, as the convolution likes it, when it is multiplied. Running allocates nothing, and every method may be called for
 * several blocks at the same time.
 */
public interface BatchConvolution {

    /** Floats of all blocks of the input across images. */
    int inputSize();

    /** Floats of all blocks of the output across images. */
    int outputSize();

    /** Brings a block of the input, which lies image by image at {@code from}, across images into the arena. */
    void turnInput(float[] image, int from, float[] arena, int block);

    /** The same for a block of the gradient of the output. */
    void turnGradient(float[] image, int from, float[] arena, int block);

    /**
     * A block of the output, from all of the input across images.
     *
     * @param weights {@code [out][in][kernelHeight][kernelWidth]}
     * @param bias {@code [out]}
     * @param image where the block is left, image by image from {@code to} on
     */
    void output(float[] weights, float[] bias, float[] arena, int block, float[] image, int to);

    /** The most that {@link #inputsTogether} says. */
    int MOST_TOGETHER = 2;

    /** Blocks of the input whose gradients are found together, but for the last, which may be fewer. */
    int inputsTogether();

    /**
     * The gradients of that many blocks of the input, from all of the output's, which lies both ways.
     *
     * @param block the first of them, a multiple of their number
     * @param image where they are left, image by image: the first from {@code to} on, each other so many floats behind the one before
     */
    void inputGradient(float[] weights, float[] arena, int block, float[] image, int to, int step);

    /**
     * The gradient of the weights of a block of the output, from all of the input and the block's gradient, image by image where the convolution's
     * views have those of the first image.
     *
     * @param gradient {@code [out][in][kernelHeight][kernelWidth]}, of which those of the block are set
     */
    void weightGradient(float[] arena, int block, float[] gradient);
}
