package kinglet.kernels;

import java.util.Optional;

/** Offers {@link PlainKernels}, everywhere. */
public final class PlainProvider implements KernelsProvider {

    /** For the service loader. */
    public PlainProvider() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> unusableBecause() {
        return Optional.empty();
    }

    @Override
    public Kernels create() {
        return new PlainKernels();
    }
}
