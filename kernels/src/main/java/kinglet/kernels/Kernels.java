package kinglet.kernels;

import java.util.List;

/**
 * The arithmetic of Kinglet behind one seam. Each method prepares a {@link Step}: it chooses an algorithm for the shapes at
 * hand and packs the weights for it, once; the step then runs many times. All views are logical: any arrangement of channels
 * gives the right result, and the arrangements named in a provider's classes give it fast.
 *
 * <p>An input and an output may be the same view only in {@link #pointwise}, {@link #affine}, {@link #add} and {@link #multiply}.
 */
public interface Kernels {

    /** The provider's name, as {@code kinglet doctor} shows it: {@code plain}, {@code vector-512}. */
    String name();

    /** What training needs besides. */
    TrainingKernels training();

    /** A convolution of any kind, or a fully connected layer. */
    Step convolution(Convolution convolution);

    /** The name of the algorithm that {@link #convolution} chooses, for profiles: {@code depthwise 3x3}, {@code product 14x2}. */
    String algorithm(Convolution convolution);

    /** A maximum or average pool. */
    Step pool(Pooling pooling);

    /** One value a channel: the mean or the maximum over all pixels; the output is 1 x 1. */
    Step globalPool(View input, View output, boolean max);

    /** The means over a grid of cells, by PyTorch's rule (adaptive average pool). */
    Step adaptiveAveragePool(View input, View output);

    /** Functions of each value by itself. */
    Step pointwise(View input, View output, List<Post> posts);

    /** {@code x * scale[c] + shift[c]} and then the posts: a batch norm that could not be folded. */
    Step affine(View input, View output, float[] scale, float[] shift, List<Post> posts);

    /** The sum of two activations; a dimension of 1 is repeated. */
    Step add(View left, View right, View output, List<Post> posts);

    /** The product of two activations; a dimension of 1 is repeated, as in a squeeze-and-excitation gate. */
    Step multiply(View left, View right, View output, List<Post> posts);

    /** Probabilities over the channels of each pixel. */
    Step softmax(View input, View output);

    /** {@code x / (k + alpha / size * sum of squares of size channels around x)^beta} */
    Step localResponseNorm(View input, View output, int size, float alpha, float beta, float k);

    /** The same values at other places: between planar and blocked, or another order of channels. */
    Step copy(View input, View output);

    /** The pixel at {@code floor(i in / out)}. */
    Step resizeNearest(View input, View output);

    /** Interpolation between pixel centres. */
    Step resizeBilinear(View input, View output);
}
