package kinglet.vision;

import java.util.random.RandomGenerator;

/** One operation of random magnitude (Müller and Hutter 2021), with the list and magnitudes of torchvision's TrivialAugmentWide. */
public record TrivialAugment() implements PictureTransform {

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        Magnitudes magnitudes = Magnitudes.wide();
        PictureOp op = PictureOp.WITHOUT_INVERT.get(random.nextInt(PictureOp.WITHOUT_INVERT.size()));
        double strength = magnitudes.of(op, random.nextInt(magnitudes.bins()), picture);
        return op.apply(picture, op.signed() && random.nextBoolean() ? -strength : strength);
    }
}
