package kinglet.kernels;

/** Training kernels for tests of all but convolutions. */
final class TrainingParts {

    private TrainingParts() {}

    static final class Plain extends PlainTrainingPasses {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public WeighedStep convolution(Convolution convolution) {
            throw new AssertionError(convolution);
        }

        @Override
        public WeighedStep inputGradient(Convolution convolution) {
            throw new AssertionError(convolution);
        }

        @Override
        public WeightGradient weightGradient(Convolution convolution) {
            throw new AssertionError(convolution);
        }
    }

    static final class Vector extends VectorTrainingPasses {
        @Override
        public String name() {
            return "vector";
        }

        @Override
        public WeighedStep convolution(Convolution convolution) {
            throw new AssertionError(convolution);
        }

        @Override
        public WeighedStep inputGradient(Convolution convolution) {
            throw new AssertionError(convolution);
        }

        @Override
        public WeightGradient weightGradient(Convolution convolution) {
            throw new AssertionError(convolution);
        }
    }
}
