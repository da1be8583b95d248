package kinglet.vision;

import java.util.List;

/** The operations that AutoAugment, RandAugment and TrivialAugment choose from (Cubuk et al. 2019, table 6), as torchvision has them. */
enum PictureOp {
    IDENTITY(false),
    SHEAR_X(true),
    SHEAR_Y(true),
    TRANSLATE_X(true),
    TRANSLATE_Y(true),
    ROTATE(true),
    BRIGHTNESS(true),
    COLOR(true),
    CONTRAST(true),
    SHARPNESS(true),
    POSTERIZE(false),
    SOLARIZE(false),
    AUTO_CONTRAST(false),
    EQUALIZE(false),
    INVERT(false);

    /** Those of RandAugment and TrivialAugment: AutoAugment's with the identity for the inversion. */
    static final List<PictureOp> WITHOUT_INVERT = List.of(values()).subList(0, EQUALIZE.ordinal() + 1);

    private final boolean signed;

    PictureOp(boolean signed) {
        this.signed = signed;
    }

    /** Whether the magnitude's sign is drawn too. */
    boolean signed() {
        return signed;
    }

    /** The picture changed; the unit of the magnitude depends on the operation ({@link Magnitudes}). */
    Picture apply(Picture picture, double magnitude) {
        return switch (this) {
            case IDENTITY -> picture;
            case SHEAR_X -> Affine.shearX(magnitude).apply(picture);
            case SHEAR_Y -> Affine.shearY(magnitude).apply(picture);
            case TRANSLATE_X -> Affine.translate((int) magnitude, 0).apply(picture);
            case TRANSLATE_Y -> Affine.translate(0, (int) magnitude).apply(picture);
            case ROTATE -> Affine.rotate(picture, magnitude).apply(picture);
            case BRIGHTNESS -> Colors.brightness(picture, 1 + magnitude);
            case COLOR -> Colors.saturation(picture, 1 + magnitude);
            case CONTRAST -> Colors.contrast(picture, 1 + magnitude);
            case SHARPNESS -> Colors.sharpness(picture, 1 + magnitude);
            case POSTERIZE -> Colors.posterize(picture, (int) magnitude);
            case SOLARIZE -> Colors.solarize(picture, magnitude);
            case AUTO_CONTRAST -> Colors.autoContrast(picture);
            case EQUALIZE -> Colors.equalize(picture);
            case INVERT -> Colors.invert(picture);
        };
    }
}
