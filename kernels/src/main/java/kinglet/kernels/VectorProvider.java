package kinglet.kernels;

import java.util.Optional;

/**
 * Offers {@link VectorKernels} where vectors are fast. Where they are not compiled to vector instructions the same code is 25 to 850
 * times slower than plain loops, so each condition for that is checked first; this class itself touches nothing of the vector module.
 */
public final class VectorProvider implements KernelsProvider {

    /** For the service loader. */
    public VectorProvider() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public Optional<String> unusableBecause() {
        return VectorGate.closedBecause();
    }

    @Override
    public Kernels create() {
        return new VectorKernels();
    }
}
