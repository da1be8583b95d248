package kinglet.vision;

import java.util.random.RandomGenerator;
import kinglet.networks.Interpolation;

/**
 * The shorter side resized to a random length, and a square cut out at random (Simonyan and Zisserman 2015, section 3.1; He et
 * al. 2016, section 3.4).
 *
 * @param least the least length of the shorter side, no less than {@code size}
 * @param most the greatest
 * @param size pixels of each side of the square
 */
public record RandomShorterSide(int least, int most, int size) implements PictureTransform {

    public RandomShorterSide {
        Ranges.within("the side of a crop", size, 1, 1 << 14);
        Ranges.within("the least length of the shorter side", least, size, 1 << 14);
        Ranges.within("the greatest length of the shorter side", most, least, 1 << 14);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        int side = random.nextInt(least, most + 1);
        int shorter = Math.min(picture.width(), picture.height());
        // the square as it lies in the picture before resizing, so that a long thin picture costs no more than another
        double scale = (double) shorter / side;
        int part = Math.clamp(Math.round(size * scale), 1, shorter);
        int x = random.nextInt(picture.width() - part + 1);
        int y = random.nextInt(picture.height() - part + 1);
        return Crops.resized(picture, x, y, part, part, size, Interpolation.BILINEAR);
    }
}
