package kinglet.vision;

import java.util.random.RandomGenerator;

/**
 * Black pixels around the picture, and a square cut out at random (torchvision's RandomCrop with padding). A picture that is still
 * smaller than the square is padded until it is not.
 *
 * @param size pixels of each side of the square
 * @param padding black pixels at each side; 4 for CIFAR (He et al. 2016, section 4.2)
 */
public record RandomCrop(int size, int padding) implements PictureTransform {

    public RandomCrop {
        Ranges.within("the side of a crop", size, 1, 1 << 14);
        Ranges.within("the padding of a crop", padding, 0, 1 << 14);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        int x = offset(picture.width(), random);
        int y = offset(picture.height(), random);
        return Crops.padded(picture, x, y, size, size);
    }

    private int offset(int side, RandomGenerator random) {
        int around = Math.max(padding, (size - side + 1) / 2);
        return random.nextInt(side + 2 * around - size + 1) - around;
    }
}
