package kinglet.kernels;

import java.util.Optional;

/** Offers one implementation of {@link Kernels}, found as a service; the best usable one is chosen once. */
public interface KernelsProvider {

    /** The name by which it can be asked for: {@code plain}, {@code vector}. */
    String name();

    /** Higher is preferred among those that are usable. */
    int rank();

    /** Why it cannot be used in this Java process, with the flag or setting that would change it; empty if it can. */
    Optional<String> unusableBecause();

    /** The kernels; only called when usable. */
    Kernels create();
}
