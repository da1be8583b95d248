package kinglet.kernels;

class PlainTrainingConvolutionsTest extends TrainingConvolutionsContract {

    private final PlainTrainingConvolutions convolutions = new PlainTrainingConvolutions();

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
