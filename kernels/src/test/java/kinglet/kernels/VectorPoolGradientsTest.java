package kinglet.kernels;

class VectorPoolGradientsTest extends PoolGradientsContract {

    @Override
    TrainingKernels kernels() {
        return new VectorTrainingKernels();
    }
}
