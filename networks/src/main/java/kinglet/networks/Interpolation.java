package kinglet.networks;

/** How a picture is resized; both average over the pixels they shrink. */
public enum Interpolation {
    BILINEAR,
    BICUBIC
}
