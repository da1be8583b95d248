package kinglet.vision;

import java.util.random.RandomGenerator;

/**
 * Brightness, contrast, saturation and hue changed by random amounts, in random order (torchvision's ColorJitter). The first three
 * are multiplied by a factor between {@code max(0, 1 - x)} and {@code 1 + x}.
 *
 * @param brightness 0 leaves it as it is
 * @param contrast 0 leaves it as it is
 * @param saturation 0 leaves it as it is
 * @param hue the greatest turn either way, 0 to 0.5 of a full one
 */
public record ColorJitter(double brightness, double contrast, double saturation, double hue)
        implements PictureTransform {
    private static final int CHANGES = 4;

    public ColorJitter {
        Ranges.within("the jitter of brightness", brightness, 0, 100);
        Ranges.within("the jitter of contrast", contrast, 0, 100);
        Ranges.within("the jitter of saturation", saturation, 0, 100);
        Ranges.within("the jitter of hue", hue, 0, 0.5);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        int[] order = {0, 1, 2, 3};
        for (int i = CHANGES - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        double[] factors = {factor(brightness, random), factor(contrast, random), factor(saturation, random)};
        double turn = hue * (2 * random.nextDouble() - 1);
        Picture changed = picture;
        for (int change : order) {
            changed = switch (change) {
                case 0 -> brightness == 0 ? changed : Colors.brightness(changed, factors[0]);
                case 1 -> contrast == 0 ? changed : Colors.contrast(changed, factors[1]);
                case 2 -> saturation == 0 ? changed : Colors.saturation(changed, factors[2]);
                default -> hue == 0 ? changed : Hue.turn(changed, turn);
            };
        }
        return changed;
    }

    private static double factor(double range, RandomGenerator random) {
        double least = Math.max(0, 1 - range);
        return least + (1 + range - least) * random.nextDouble();
    }
}
