package kinglet.vision;

import java.util.random.RandomGenerator;

/** Left and right exchanged, with this probability (torchvision's RandomHorizontalFlip). */
public record HorizontalFlip(double probability) implements PictureTransform {

    public HorizontalFlip {
        Ranges.probability("of a flip", probability);
    }

    /** In half of the pictures. */
    public HorizontalFlip() {
        this(0.5);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        return random.nextDouble() < probability ? Orientation.MIRRORED.apply(picture) : picture;
    }
}
