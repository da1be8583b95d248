package kinglet.kernels;

/**
 * A pool to prepare. Taps outside the input never win a maximum; an average divides by the taps inside the input, or, with
 * {@code countPadding}, by those inside the input and its padding (a window that a rounded-up size pushes beyond the padding
 * counts only what lies within it, as in PyTorch).
 *
 * @param input what it reads
 * @param output what it writes, with as many channels
 * @param max the maximum instead of the mean
 * @param padTop rows of padding above
 * @param padLeft columns of padding on the left
 * @param padBottom rows of padding below
 * @param padRight columns of padding on the right
 * @param countPadding whether an average counts the padding
 */
public record Pooling(
        View input,
        View output,
        boolean max,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int padTop,
        int padLeft,
        int padBottom,
        int padRight,
        boolean countPadding) {}
