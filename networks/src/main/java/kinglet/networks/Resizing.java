package kinglet.networks;

/**
 * How the shorter side is made a given length and the centre taken. Half a pixel between the two moves the top class of a small
 * network in one picture of ten.
 */
public enum Resizing {
    /** torchvision over Pillow: the longer side is cut to whole pixels, values are rounded to 8 bits, the centre to the nearest pixel. */
    WHOLE_LEVELS,
    /** TensorFlow and Caffe: the longer side is rounded, values keep their fractions, the corner of the centre is rounded down. */
    FRACTIONAL_LEVELS
}
