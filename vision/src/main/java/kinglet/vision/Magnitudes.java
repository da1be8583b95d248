package kinglet.vision;

/**
 * How strong the operations of a policy are: from nothing at bin 0 to these at the last bin.
 *
 * @param bins how many steps there are
 * @param shear pixels a row
 * @param translateShare share of the side, if {@code translatePixels} is 0
 * @param translatePixels pixels
 * @param rotate degrees
 * @param enhance what is added to or taken from the factor 1 of brightness, colour, contrast and sharpness
 * @param posterize bits that are taken from 8
 */
record Magnitudes(
        int bins,
        double shear,
        double translateShare,
        int translatePixels,
        double rotate,
        double enhance,
        int posterize) {

    /** Those of AutoAugment and RandAugment in torchvision; 150/331 is the papers' 150 pixels of 331. */
    static Magnitudes standard(int bins) {
        return new Magnitudes(bins, 0.3, 150 / 331.0, 0, 30, 0.9, 4);
    }

    /** Those of TrivialAugment's wide space (Müller and Hutter 2021, table 1), of torchvision's 31 bins. */
    static Magnitudes wide() {
        return new Magnitudes(31, 0.99, 0, 32, 135, 0.99, 6);
    }

    double of(PictureOp op, int bin, Picture picture) {
        double share = (double) bin / (bins - 1);
        return switch (op) {
            case SHEAR_X, SHEAR_Y -> share * shear;
            case TRANSLATE_X -> share * translation(picture.width());
            case TRANSLATE_Y -> share * translation(picture.height());
            case ROTATE -> share * rotate;
            case BRIGHTNESS, COLOR, CONTRAST, SHARPNESS -> share * enhance;
            case POSTERIZE -> 8 - Math.rint(share * posterize);
            case SOLARIZE -> 255 * (1 - share);
            case IDENTITY, AUTO_CONTRAST, EQUALIZE, INVERT -> 0;
        };
    }

    private double translation(int side) {
        return translatePixels > 0 ? translatePixels : translateShare * side;
    }
}
