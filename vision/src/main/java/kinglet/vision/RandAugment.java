package kinglet.vision;

import java.util.random.RandomGenerator;

/**
 * A few operations one after the other, each drawn from a list of fourteen and all of one magnitude (Cubuk et al. 2020), with
 * torchvision's list and magnitudes.
 *
 * @param operations how many are applied
 * @param magnitude 0 to {@code bins - 1}
 * @param bins steps of the magnitude
 */
public record RandAugment(int operations, int magnitude, int bins) implements PictureTransform {

    public RandAugment {
        Ranges.within("the number of RandAugment's operations", operations, 0, 100);
        Ranges.within("the number of RandAugment's bins", bins, 2, 1000);
        Ranges.within("RandAugment's magnitude", magnitude, 0, bins - 1);
    }

    /** torchvision's defaults: two operations of magnitude 9 in 31 bins. */
    public RandAugment() {
        this(2, 9);
    }

    public RandAugment(int operations, int magnitude) {
        this(operations, magnitude, 31);
    }

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        Magnitudes magnitudes = Magnitudes.standard(bins);
        Picture changed = picture;
        for (int i = 0; i < operations; i++) {
            PictureOp op = PictureOp.WITHOUT_INVERT.get(random.nextInt(PictureOp.WITHOUT_INVERT.size()));
            double strength = magnitudes.of(op, magnitude, changed);
            changed = op.apply(changed, op.signed() && random.nextBoolean() ? -strength : strength);
        }
        return changed;
    }
}
