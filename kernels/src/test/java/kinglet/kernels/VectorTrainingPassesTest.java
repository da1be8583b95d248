package kinglet.kernels;

class VectorTrainingPassesTest extends TrainingPassesContract {

    @Override
    TrainingKernels kernels() {
        return new VectorTrainingKernels();
    }
}
