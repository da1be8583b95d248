package kinglet.kernels;

import java.util.Optional;

/** The arithmetic of training on vectors. */
final class VectorTrainingKernels extends VectorTrainingPasses {
    private final VectorTrainingConvolutions convolutions = new VectorTrainingConvolutions();

    @Override
    public String name() {
        return "vector-" + VectorLanes.SPECIES.vectorBitSize();
    }

    @Override
    public WeighedStep convolution(Convolution convolution, WeightStore store) {
        return convolutions.convolution(convolution, store);
    }

    @Override
    public WeighedStep inputGradient(Convolution convolution, WeightStore store) {
        return convolutions.inputGradient(convolution, store);
    }

    @Override
    public WeightGradient weightGradient(Convolution convolution) {
        return convolutions.weightGradient(convolution);
    }

    @Override
    public Optional<BatchConvolution> batchConvolution(Convolution convolution, int images, int from) {
        return VectorBatchConvolution.prepare(convolution, images, from);
    }
}
