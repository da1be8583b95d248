package kinglet.kernels;

class VectorTrainingConvolutionsTest extends TrainingConvolutionsContract {

    private final VectorTrainingConvolutions convolutions = new VectorTrainingConvolutions();

    @Override
    WeighedStep convolution(Convolution c) {
        return convolutions.convolution(c);
    }

    @Override
    WeighedStep inputGradient(Convolution c) {
        return convolutions.inputGradient(c);
    }

    @Override
    WeightGradient weightGradient(Convolution c) {
        return convolutions.weightGradient(c);
    }
}
