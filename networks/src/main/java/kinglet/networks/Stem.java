package kinglet.networks;

/** How a network begins. */
public enum Stem {
    /** As published for pictures of about 224 pixels. */
    IMAGENET,
    /**
     * For pictures of about 32 pixels: the first two halvings of the image are left out, so that 32 pixels end as 4 instead of 1.
     */
    CIFAR
}
