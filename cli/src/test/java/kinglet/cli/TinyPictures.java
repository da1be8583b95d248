package kinglet.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Folders of pictures of 16 x 16 pixels that are easily told apart: each class has a colour, and some noise over it. */
final class TinyPictures {
    private static final int SIDE = 16;
    private static final int[] COLOURS = {0xd02020, 0x20d020, 0x2020d0, 0xd0d020};

    private TinyPictures() {}

    /** So many pictures of each of so many classes; returns the folder. */
    static Path write(Path folder, int classes, int pictures) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int c = 0; c < classes; c++) {
            Path of = Files.createDirectories(folder.resolve("colour & " + (char) ('a' + c)));
            for (int i = 0; i < pictures; i++) {
                BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    image.setRGB(pixel % SIDE, pixel / SIDE, COLOURS[c] ^ random.nextInt(1 << 24) & 0x1f1f1f);
                }
                ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
            }
        }
        return folder;
    }
}
