package kinglet.kernels;

class VectorKernelsTest extends KernelsContract {

    @Override
    Kernels kernels() {
        return new VectorKernels();
    }
}
