package kinglet.networks;

import java.util.Set;

/** How a network begins. */
public enum Stem {
    /** As published for pictures of about 224 pixels. */
    IMAGENET(Set.of()),
    /** For pictures of about 64 pixels: the second halving of the image is left out, so that 64 pixels end as 4 instead of 2. */
    TINY(Set.of(2)),
    /**
     * For pictures of about 32 pixels: the first two halvings of the image are left out, so that 32 pixels end as 4 instead of 1.
     */
    CIFAR(Set.of(1, 2));

    private final Set<Integer> withoutHalvings;

    Stem(Set<Integer> withoutHalvings) {
        this.withoutHalvings = withoutHalvings;
    }

    /** Whether the network does without this halving of the image, counted from one. */
    boolean omits(int halving) {
        return withoutHalvings.contains(halving);
    }
}
