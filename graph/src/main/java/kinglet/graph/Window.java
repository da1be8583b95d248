package kinglet.graph;

/**
 * A window that slides over the rows and columns of an input: what convolutions and pools have in common.
 *
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param strideHeight rows from one output pixel to the next
 * @param strideWidth columns from one output pixel to the next
 * @param dilationHeight rows from one tap to the next
 * @param dilationWidth columns from one tap to the next
 * @param padding the rule at the edge
 */
public record Window(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        Padding padding) {

    /** Sums of a span, an input's size and its padding stay in an int. */
    private static final long LARGEST_SPAN = 1 << 28;

    public Window {
        if (Math.min(kernelHeight, kernelWidth) < 1
                || Math.min(strideHeight, strideWidth) < 1
                || Math.min(dilationHeight, dilationWidth) < 1) {
            throw new InvalidNetworkException(
                    "kernel %d x %d, stride %d x %d, dilation %d x %d: each must be at least 1"
                            .formatted(
                                    kernelHeight,
                                    kernelWidth,
                                    strideHeight,
                                    strideWidth,
                                    dilationHeight,
                                    dilationWidth));
        }
        long span = Math.max(dilationHeight * (kernelHeight - 1L), dilationWidth * (kernelWidth - 1L));
        if (span >= LARGEST_SPAN) {
            throw new InvalidNetworkException("kernel %d x %d, dilation %d x %d: no input is as large as that"
                    .formatted(kernelHeight, kernelWidth, dilationHeight, dilationWidth));
        }
    }

    /** A square window, stride 1, padded by half the kernel so that the size stays (for odd kernels). */
    public static Window of(int kernel) {
        return of(kernel, kernel);
    }

    /** A window of {@code height x width}, stride 1, padded by half the kernel so that the size stays (for odd kernels). */
    public static Window of(int height, int width) {
        return new Window(height, width, 1, 1, 1, 1, Padding.symmetric((height - 1) / 2, (width - 1) / 2));
    }

    public Window stride(int stride) {
        return stride(stride, stride);
    }

    public Window stride(int vertical, int horizontal) {
        return new Window(kernelHeight, kernelWidth, vertical, horizontal, dilationHeight, dilationWidth, padding);
    }

    public Window padding(int pixels) {
        return padding(Padding.symmetric(pixels, pixels));
    }

    public Window padding(Padding rule) {
        return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, rule);
    }

    public Window dilation(int vertical, int horizontal) {
        return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, vertical, horizontal, padding);
    }

    public int taps() {
        return kernelHeight * kernelWidth;
    }

    public boolean isPointwise() {
        return taps() == 1;
    }

    /** The zeros around an input that an output of this shape reads. Rows that a stride never reaches are not needed. */
    public Padding.Explicit surround(Shape in, Shape out) {
        Padding.Explicit pad = padding(in);
        int bottom = (out.height() - 1) * strideHeight + spanHeight() - pad.top() - in.height();
        int right = (out.width() - 1) * strideWidth + spanWidth() - pad.left() - in.width();
        return new Padding.Explicit(
                Math.max(0, pad.top()), Math.max(0, pad.left()), Math.max(0, bottom), Math.max(0, right));
    }

    /** Rows of the input that one placement of the window spans. */
    public int spanHeight() {
        return dilationHeight * (kernelHeight - 1) + 1;
    }

    /** Columns of the input that one placement of the window spans. */
    public int spanWidth() {
        return dilationWidth * (kernelWidth - 1) + 1;
    }

    /** The padding in pixels for an input of this size. */
    public Padding.Explicit padding(Shape input) {
        return switch (padding) {
            case Padding.Explicit explicit -> explicit;
            case Padding.Same same -> {
                int rows = samePadding(input.height(), spanHeight(), strideHeight);
                int columns = samePadding(input.width(), spanWidth(), strideWidth);
                int top = same.oddAfter() ? rows / 2 : rows - rows / 2;
                int left = same.oddAfter() ? columns / 2 : columns - columns / 2;
                yield new Padding.Explicit(top, left, rows - top, columns - left);
            }
        };
    }

    /**
     * The output's size: {@code floor((in + pads - span) / stride) + 1}; rounding up when {@code ceil}, but never so far that
     * the last window would start beyond the input and its leading padding (PyTorch, ONNX and Caffe agree on that).
     *
     * @throws InvalidNetworkException if the window is larger than the padded input
     */
    Shape slide(Shape input, int channels, boolean ceil) {
        Padding.Explicit pad = padding(input);
        return new Shape(
                channels,
                steps("high", input.height(), pad.top(), pad.bottom(), spanHeight(), strideHeight, ceil),
                steps("wide", input.width(), pad.left(), pad.right(), spanWidth(), strideWidth, ceil));
    }

    private static int steps(String side, int size, int before, int after, int span, int stride, boolean ceil) {
        int room = size + before + after - span;
        if (room < 0) {
            throw new InvalidNetworkException(
                    ("the kernel spans %d pixels but the padded input is only %d %s (%d + %d + %d); "
                                    + "use a larger input, more padding or a smaller kernel")
                            .formatted(span, size + before + after, side, before, size, after));
        }
        int steps = (ceil ? Math.ceilDiv(room, stride) : room / stride) + 1;
        return ceil && (steps - 1) * stride >= size + before ? steps - 1 : steps;
    }

    private static int samePadding(int size, int span, int stride) {
        return Math.max(0, (Math.ceilDiv(size, stride) - 1) * stride + span - size);
    }

    /** As people write it: {@code 3x3}, {@code 3x3/2}, {@code 1x3/2x1 dilated 2x2}. */
    @Override
    public String toString() {
        String stride = strideHeight == strideWidth ? "" + strideHeight : strideHeight + "x" + strideWidth;
        return kernelHeight + "x" + kernelWidth + (stride.equals("1") ? "" : "/" + stride)
                + (dilationHeight * dilationWidth == 1 ? "" : " dilated " + dilationHeight + "x" + dilationWidth);
    }
}
