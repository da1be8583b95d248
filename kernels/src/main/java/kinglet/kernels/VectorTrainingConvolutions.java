package kinglet.kernels;

import java.util.Optional;

/**
 * Convolutions with changing weights and their gradients, on vectors, in views of whole blocks; whatever lies otherwise goes to the plain ones.
 */
final class VectorTrainingConvolutions {

    private final PlainTrainingConvolutions plain = new PlainTrainingConvolutions();

    /** See {@link TrainingKernels#convolution}. */
    WeighedStep convolution(Convolution c, WeightStore store) {
        store.begin();
        return VectorWinogradStep.handles(c)
                ? VectorWinogradStep.prepare(c, store)
                : placed(PlacedStep.numbered(c, store), store);
    }

    /** See {@link TrainingKernels#inputGradient}. */
    WeighedStep inputGradient(Convolution c, WeightStore store) {
        store.begin();
        int width = Math.min(VectorLanes.WIDTH, VectorLanes.NARROW_WIDTH);
        DeadLanes dead = DeadLanes.of(c.input(), c.input().isBlocked() ? width : 1);
        return ClearedStep.of(backward(c, store), dead);
    }

    private static WeighedStep backward(Convolution c, WeightStore store) {
        Optional<VectorPlaces> places = VectorPlaces.of(c.input());
        if (Phase.handles(c) && places.isPresent()) {
            return PlacedStep.of(VectorDepthwisePhases.prepare(c, places.get())
                    .orElseGet(() -> VectorPhases.prepare(c, places.get(), store)));
        }
        Convolution transposed = TransposedConvolution.of(c);
        return VectorWinogradStep.handles(transposed)
                ? VectorWinogradStep.prepareTransposed(transposed, store)
                : placed(TransposedConvolution.numbered(c, store), store);
    }

    private static PlacedStep placed(Convolution numbered, WeightStore store) {
        Optional<VectorPlaces> places = VectorPlaces.of(numbered.output());
        if (places.isPresent() && VectorEdges.handles(numbered)) {
            return PlacedStep.of(VectorEdges.prepare(numbered, store));
        }
        return PlacedStep.of(
                places.isPresent()
                        ? VectorKernels.direct(numbered, places.get(), store)
                        : PlainKernels.placed(numbered));
    }

    /** See {@link TrainingKernels#weightGradient}. */
    WeightGradient weightGradient(Convolution c) {
        Optional<VectorPlaces> places = VectorPlaces.of(OutputPixels.dense(c.output()));
        if (places.isEmpty()) {
            return plain.weightGradient(c);
        }
        if (VectorWinogradGradient.handles(c, places.get())) {
            return VectorWinogradGradient.prepare(c, places.get());
        }
        return VectorDepthwiseGradient.prepare(c, places.get())
                .or(() -> VectorTapGradients.prepare(c))
                .orElseGet(() -> VectorWeightGradient.prepare(c, places.get()));
    }
}
