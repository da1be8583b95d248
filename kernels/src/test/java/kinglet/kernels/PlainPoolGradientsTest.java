package kinglet.kernels;

class PlainPoolGradientsTest extends PoolGradientsContract {

    @Override
    TrainingKernels kernels() {
        return new PlainTrainingKernels();
    }
}
