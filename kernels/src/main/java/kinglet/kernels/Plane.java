package kinglet.kernels;

/**
 * One block of 16 channels in an arena.
 *
 * @param place of pixel (0, 0), lane 0
 * @param rowStride floats from a pixel to the one below it
 * @param pixelStride floats from a pixel to the one right of it; a multiple of {@link View#LANES}, more than that where zeros lie between
 * @param height rows
 * @param width columns
 */
public record Plane(int place, int rowStride, int pixelStride, int height, int width) {

    public int pixels() {
        return height * width;
    }
}
