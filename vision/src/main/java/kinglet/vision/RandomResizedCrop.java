package kinglet.vision;

import java.util.random.RandomGenerator;
import kinglet.networks.Interpolation;

/**
 * A part of random area and shape, resized to a square (Szegedy et al. 2015, section 6), as torchvision's RandomResizedCrop draws
 * it: ten attempts, then the largest part in the centre whose shape is allowed.
 *
 * @param size pixels of each side of the square
 * @param leastArea the least share of the picture's area, above 0; torchvision's default is 0.08
 * @param mostArea the greatest share, at most 1
 * @param leastRatio the least width by height of the part; torchvision's default is 3/4
 * @param mostRatio the greatest; torchvision's default is 4/3
 */
public record RandomResizedCrop(
        int size, double leastArea, double mostArea, double leastRatio, double mostRatio, Interpolation interpolation)
        implements PictureTransform {
    private static final int ATTEMPTS = 10;

    public RandomResizedCrop {
        Ranges.within("the side of a crop", size, 1, 1 << 14);
        Ranges.ordered("the shares of a random crop", leastArea, mostArea);
        Ranges.within("the greatest share of a random crop", mostArea, 0, 1);
        Ranges.ordered("the ratios of a random crop", leastRatio, mostRatio);
    }

    /** torchvision's defaults: 8 % to all of the area, 3:4 to 4:3, bilinear with antialias. */
    public RandomResizedCrop(int size) {
        this(size, 0.08, 1);
    }

    public RandomResizedCrop(int size, double leastArea, double mostArea) {
        this(size, leastArea, mostArea, 3 / 4.0, 4 / 3.0, Interpolation.BILINEAR);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        Part part = part(picture.width(), picture.height(), random);
        return Crops.resized(picture, part.x, part.y, part.width, part.height, size, interpolation);
    }

    /** Which part of a picture is taken. */
    record Part(int x, int y, int width, int height) {}

    Part part(int width, int height, RandomGenerator random) {
        double area = (double) width * height;
        for (int i = 0; i < ATTEMPTS; i++) {
            double wanted = area * uniform(leastArea, mostArea, random);
            double ratio = Math.exp(uniform(Math.log(leastRatio), Math.log(mostRatio), random));
            int w = (int) Math.rint(Math.sqrt(wanted * ratio));
            int h = (int) Math.rint(Math.sqrt(wanted / ratio));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                int y = random.nextInt(height - h + 1);
                int x = random.nextInt(width - w + 1);
                return new Part(x, y, w, h);
            }
        }
        return centre(width, height);
    }

    private Part centre(int width, int height) {
        double ratio = (double) width / height;
        int w = ratio > mostRatio ? (int) Math.rint(height * mostRatio) : width;
        int h = ratio < leastRatio ? (int) Math.rint(width / leastRatio) : height;
        return new Part((width - w) / 2, (height - h) / 2, Math.max(1, w), Math.max(1, h));
    }

    private static double uniform(double least, double most, RandomGenerator random) {
        return least + (most - least) * random.nextDouble();
    }
}
