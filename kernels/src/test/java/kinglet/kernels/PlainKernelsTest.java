package kinglet.kernels;

class PlainKernelsTest extends KernelsContract {

    @Override
    Kernels kernels() {
        return new PlainKernels();
    }
}
