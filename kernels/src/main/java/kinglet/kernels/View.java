package kinglet.kernels;

/**
 * Where one image's activation lies in an arena.
 *
 * <p>The usual layout is blocks of channels, {@code [block][row][column][16]}: a pixel's 16 channels of a block lie side by side
 * ({@code pixelStride} 16), the next column follows, then the next row, then the next block. A planar
 * picture ({@code [channel][row][column]}) has {@code pixelStride} 1 and no blocks. Logical channels are found through
 * {@code channels}, so that shuffles, splits, concatenations and flattening are views and move nothing:
 * value (c, y, x) lies at {@code channels[c] + y * rowStride + x * pixelStride}.
 *
 * <p>Lanes of a block that hold no logical channel of the view are dead: a step may write any finite number there and must not let
 * what it reads there reach a live lane.
 *
 * @param height rows, without the border
 * @param width columns, without the border
 * @param rowStride floats from a pixel to the one below it
 * @param pixelStride floats from a pixel to the one right of it: {@link #LANES}, or 1 when planar
 * @param blocks place of pixel (0, 0), lane 0, of each block of 16 channels; empty when the view has no whole blocks
 * @param channels place of pixel (0, 0) of each logical channel
 * @param border zeros around the pixels, which every step that writes the view writes too, in the rows that it writes (the
 *     first and last rows' parts write the border above and below), so that a convolution reads its padding like pixels
 */
public record View(int height, int width, int rowStride, int pixelStride, int[] blocks, int[] channels, Border border) {

    /** Channels of a block: one vector of 512 bits, two of 256, four of 128. */
    public static final int LANES = 16;

    /** Rows and columns of zeros on each side. */
    public record Border(int top, int left, int bottom, int right) {
        public static final Border NONE = new Border(0, 0, 0, 0);
    }

    public int channelCount() {
        return channels.length;
    }

    public boolean isBlocked() {
        return pixelStride == LANES && blocks.length > 0;
    }

    /** The place of one value. */
    public int index(int channel, int row, int column) {
        return channels[channel] + row * rowStride + column * pixelStride;
    }
}
