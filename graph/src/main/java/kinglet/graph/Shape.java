package kinglet.graph;

/**
 * The shape of one image's activation: channels, height, width. The batch is a run-time number and no part of it; a vector
 * of n features is {@code n x 1 x 1}.
 */
public record Shape(int channels, int height, int width) {

    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new InvalidNetworkException("a shape needs at least one channel, row and column, but is %d x %d x %d"
                    .formatted(channels, height, width));
        }
        if ((long) channels * height * width > Integer.MAX_VALUE) {
            throw new InvalidNetworkException(
                    "%d x %d x %d has more than 2^31 values; use a smaller input".formatted(channels, height, width));
        }
    }

    /** A vector of features. */
    public static Shape vector(int features) {
        return new Shape(features, 1, 1);
    }

    /** Pixels of one channel. */
    public int area() {
        return height * width;
    }

    /** Values of one image. */
    public int size() {
        return channels * height * width;
    }

    public boolean isVector() {
        return height == 1 && width == 1;
    }

    public Shape withChannels(int other) {
        return new Shape(other, height, width);
    }

    /** As people write it: {@code 64 x 56 x 56}. */
    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
