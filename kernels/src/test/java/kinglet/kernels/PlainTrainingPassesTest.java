package kinglet.kernels;

class PlainTrainingPassesTest extends TrainingPassesContract {

    @Override
    TrainingKernels kernels() {
        return new PlainTrainingKernels();
    }
}
