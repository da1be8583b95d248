package kinglet.networks;

/** Hands out the strides of a network from its first layer on, without the halvings of the image that its stem omits. */
final class Strides {
    private final Stem stem;
    private int halvings;

    Strides(Stem stem) {
        this.stem = stem;
    }

    /** The stride of the next layer, of which this one was published. */
    int of(int published) {
        if (published > 1) {
            halvings++;
            return stem.omits(halvings) ? 1 : published;
        }
        return published;
    }
}
