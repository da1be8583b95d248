package kinglet.kernels;

import java.util.List;

/**
 * A convolution to prepare. {@code input.border()} must cover what the padding reads: {@code padTop} rows above, and so on, are
 * read as they lie in the arena. A fully connected layer is a 1x1 convolution over a view of 1 x 1 pixels.
 *
 * @param input what it reads
 * @param output what it writes; its size follows from the input's by the usual formula
 * @param kernelHeight rows of a filter
 * @param kernelWidth columns of a filter
 * @param strideHeight rows from one output pixel to the next
 * @param strideWidth columns from one output pixel to the next
 * @param dilationHeight rows from one tap to the next
 * @param dilationWidth columns from one tap to the next
 * @param padTop rows above the input at which output row 0 begins
 * @param padLeft columns left of the input at which output column 0 begins
 * @param groups groups of channels, by logical channel; equal to the input's channels when depthwise
 * @param weights {@code [out][in / groups][kernelHeight][kernelWidth]}, norms already folded in; copied (packed) when prepared
 * @param bias {@code [out]}
 * @param posts what is done to each result
 */
public record Convolution(
        View input,
        View output,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int padTop,
        int padLeft,
        int groups,
        float[] weights,
        float[] bias,
        List<Post> posts) {
    private static final float[] NONE = {};

    /** The same for a step that has packed the weights, and need not keep them twice. */
    Convolution withoutWeights() {
        return new Convolution(
                input,
                output,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                dilationHeight,
                dilationWidth,
                padTop,
                padLeft,
                groups,
                NONE,
                bias,
                posts);
    }
}
