package kinglet.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import kinglet.networks.Interpolation;
import kinglet.vision.Picture;
import kinglet.vision.Resampler;

/** A small form of a picture that a page can hold in itself. */
final class Thumbnail {
    private static final int SIDE = 128;
    /** Up to this size every pixel is kept. */
    private static final int SMALL = 64;

    private Thumbnail() {}

    /** A data URI. */
    static String of(Picture picture) {
        int longer = Math.max(picture.width(), picture.height());
        Picture small = longer <= SIDE
                ? picture
                : Resampler.resize(
                        picture,
                        Math.max(1, picture.width() * SIDE / longer),
                        Math.max(1, picture.height() * SIDE / longer),
                        Interpolation.BILINEAR);
        String format = longer <= SMALL ? "png" : "jpeg";
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image(small), format, bytes);
            return "data:image/%s;base64,%s"
                    .formatted(format, Base64.getEncoder().encodeToString(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.setRGB(
                        x, y, picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2));
            }
        }
        return image;
    }
}
