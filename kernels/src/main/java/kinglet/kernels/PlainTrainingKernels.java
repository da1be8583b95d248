package kinglet.kernels;

import java.util.Optional;

/** The arithmetic of training in readable loops. */
final class PlainTrainingKernels extends PlainTrainingPasses {
    private final PlainTrainingConvolutions convolutions = new PlainTrainingConvolutions();

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public WeighedStep convolution(Convolution convolution, WeightStore store) {
        return convolutions.convolution(convolution);
    }

    @Override
    public WeighedStep inputGradient(Convolution convolution, WeightStore store) {
        return convolutions.inputGradient(convolution);
    }

    @Override
    public WeightGradient weightGradient(Convolution convolution) {
        return convolutions.weightGradient(convolution);
    }

    @Override
    public Optional<BatchConvolution> batchConvolution(Convolution convolution, int images, int from) {
        return Optional.empty();
    }
}
