package kinglet.networks;

/**
 * Hands out the strides of a network from its first layer on, and leaves out the first two halvings of the image where the
 * stem is for small pictures.
 */
final class Strides {
    private int left;

    Strides(Stem stem) {
        left = switch (stem) {
            case IMAGENET -> 0;
            case CIFAR -> 2;
        };
    }

    /** The stride of the next layer, of which this one was published. */
    int of(int published) {
        if (published > 1 && left > 0) {
            left--;
            return 1;
        }
        return published;
    }
}
