package kinglet.vision;

import java.awt.image.BufferedImage;

/** A picture in memory: red, green and blue of each pixel, one byte each, row by row from the top left. */
public final class Picture {
    private final byte[] rgb;
    private final int width;
    private final int height;

    private Picture(byte[] rgb, int width, int height) {
        this.rgb = rgb;
        this.width = width;
        this.height = height;
    }

    /**
     * A picture over an array, which is shared, not copied.
     *
     * @throws ImageException if the array does not hold {@code 3 x width x height} bytes
     */
    public static Picture of(byte[] rgb, int width, int height) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new ImageException("a picture of %d x %d pixels needs 3 bytes for each, but was given %d in all"
                    .formatted(width, height, rgb.length));
        }
        return new Picture(rgb, width, height);
    }

    /** The colours of an image of the Java desktop; transparency is dropped, as {@link ImageDecoder} does. */
    public static Picture of(BufferedImage image) {
        return new Picture(Pixels.rgb(image), image.getWidth(), image.getHeight());
    }

    public byte[] rgb() {
        return rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** One channel of one pixel, 0 to 255: red is 0, green 1, blue 2. */
    public int sample(int x, int y, int channel) {
        return rgb[3 * (y * width + x) + channel] & 0xff;
    }

    @Override
    public String toString() {
        return width + " x " + height + " pixels";
    }
}
