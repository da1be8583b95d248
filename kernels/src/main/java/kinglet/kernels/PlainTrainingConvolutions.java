package kinglet.kernels;

/** Convolutions with changing weights and their gradients, in plain Java. */
final class PlainTrainingConvolutions {

    /** See {@link TrainingKernels#convolution}. */
    WeighedStep convolution(Convolution c) {
        return PlacedStep.of(PlainKernels.placed(PlacedStep.numbered(c, WeightStore.own())));
    }

    /** See {@link TrainingKernels#inputGradient}. */
    WeighedStep inputGradient(Convolution c) {
        PlacedStep step = PlacedStep.of(PlainKernels.placed(TransposedConvolution.numbered(c, WeightStore.own())));
        return ClearedStep.of(step, DeadLanes.of(c.input(), 1));
    }

    /** See {@link TrainingKernels#weightGradient}. */
    WeightGradient weightGradient(Convolution c) {
        return PlainDepthwiseGradient.prepare(c).orElseGet(() -> PlainWeightGradient.prepare(c));
    }
}
