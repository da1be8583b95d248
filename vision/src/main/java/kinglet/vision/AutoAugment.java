package kinglet.vision;

import static kinglet.vision.PictureOp.AUTO_CONTRAST;
import static kinglet.vision.PictureOp.COLOR;
import static kinglet.vision.PictureOp.CONTRAST;
import static kinglet.vision.PictureOp.EQUALIZE;
import static kinglet.vision.PictureOp.INVERT;
import static kinglet.vision.PictureOp.POSTERIZE;
import static kinglet.vision.PictureOp.ROTATE;
import static kinglet.vision.PictureOp.SHARPNESS;
import static kinglet.vision.PictureOp.SHEAR_X;
import static kinglet.vision.PictureOp.SOLARIZE;

import java.util.List;
import java.util.random.RandomGenerator;

/** One of 25 pairs of operations, the policy that was found on ImageNet (Cubuk et al. 2019, table 9). */
public record AutoAugment() implements PictureTransform {
    private static final Magnitudes MAGNITUDES = Magnitudes.standard(10);

    private static final List<Pair> IMAGENET = List.of(
            new Pair(POSTERIZE, 0.4, 8, ROTATE, 0.6, 9),
            new Pair(SOLARIZE, 0.6, 5, AUTO_CONTRAST, 0.6, 0),
            new Pair(EQUALIZE, 0.8, 0, EQUALIZE, 0.6, 0),
            new Pair(POSTERIZE, 0.6, 7, POSTERIZE, 0.6, 6),
            new Pair(EQUALIZE, 0.4, 0, SOLARIZE, 0.2, 4),
            new Pair(EQUALIZE, 0.4, 0, ROTATE, 0.8, 8),
            new Pair(SOLARIZE, 0.6, 3, EQUALIZE, 0.6, 0),
            new Pair(POSTERIZE, 0.8, 5, EQUALIZE, 1.0, 0),
            new Pair(ROTATE, 0.2, 3, SOLARIZE, 0.6, 8),
            new Pair(EQUALIZE, 0.6, 0, POSTERIZE, 0.4, 6),
            new Pair(ROTATE, 0.8, 8, COLOR, 0.4, 0),
            new Pair(ROTATE, 0.4, 9, EQUALIZE, 0.6, 0),
            new Pair(EQUALIZE, 0.0, 0, EQUALIZE, 0.8, 0),
            new Pair(INVERT, 0.6, 0, EQUALIZE, 1.0, 0),
            new Pair(COLOR, 0.6, 4, CONTRAST, 1.0, 8),
            new Pair(ROTATE, 0.8, 8, COLOR, 1.0, 2),
            new Pair(COLOR, 0.8, 8, SOLARIZE, 0.8, 7),
            new Pair(SHARPNESS, 0.4, 7, INVERT, 0.6, 0),
            new Pair(SHEAR_X, 0.6, 5, EQUALIZE, 1.0, 0),
            new Pair(COLOR, 0.4, 0, EQUALIZE, 0.6, 0),
            new Pair(EQUALIZE, 0.4, 0, SOLARIZE, 0.2, 4),
            new Pair(SOLARIZE, 0.6, 5, AUTO_CONTRAST, 0.6, 0),
            new Pair(INVERT, 0.6, 0, EQUALIZE, 1.0, 0),
            new Pair(COLOR, 0.6, 4, CONTRAST, 1.0, 8),
            new Pair(EQUALIZE, 0.8, 0, EQUALIZE, 0.6, 0));

    /** Two operations, each with its probability and the bin of its magnitude. */
    private record Pair(
            PictureOp first,
            double firstProbability,
            int firstBin,
            PictureOp second,
            double secondProbability,
            int secondBin) {}

    @Override
    public Picture apply(Picture picture, RandomGenerator random) {
        Pair pair = IMAGENET.get(random.nextInt(IMAGENET.size()));
        Picture changed = maybe(picture, pair.first, pair.firstProbability, pair.firstBin, random);
        return maybe(changed, pair.second, pair.secondProbability, pair.secondBin, random);
    }

    private static Picture maybe(Picture picture, PictureOp op, double probability, int bin, RandomGenerator random) {
        boolean applied = random.nextDouble() < probability;
        double strength = MAGNITUDES.of(op, bin, picture);
        double signed = op.signed() && random.nextBoolean() ? -strength : strength;
        return applied ? op.apply(picture, signed) : picture;
    }
}
