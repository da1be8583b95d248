package kinglet.kernels;

import java.util.List;
import java.util.Optional;

/**
 * Kernels on vectors. They are at home in views of whole blocks ({@link View#isBlocked}); whatever lies otherwise goes to the plain kernels.
 */
final class VectorKernels implements Kernels {
    private final Kernels plain = new PlainKernels();

    @Override
    public String name() {
        return "vector-" + VectorLanes.SPECIES.vectorBitSize();
    }

    @Override
    public TrainingKernels training() {
        return new VectorTrainingKernels();
    }

    @Override
    public Step convolution(Convolution c) {
        if (VectorMatvec.handles(c)) {
            return VectorMatvec.prepare(c);
        }
        Optional<VectorPlaces> places = VectorPlaces.of(c.output());
        if (places.isEmpty()) {
            return plain.convolution(c);
        }
        if (VectorWinograd.handles(c)) {
            return VectorWinograd.prepare(c, places.get());
        }
        if (VectorStrassen.handles(c) && !VectorNarrow.handles(c, places.get())) {
            return VectorStrassen.prepare(c, places.get());
        }
        return direct(c, places.get(), WeightStore.own());
    }

    /** A convolution without a transform of its weights; those of a product, which may be many, are kept in the store. */
    static PlacedWeights direct(Convolution c, VectorPlaces places, WeightStore store) {
        if (VectorDepthwise.handles(c, places)) {
            return VectorDepthwise.prepare(c, places);
        }
        if (VectorGroups.handles(c, places)) {
            return VectorGroups.prepare(c, places);
        }
        if (VectorChain.handles(c, places)) {
            return VectorChain.prepare(c, places);
        }
        return VectorNarrow.handles(c, places)
                ? VectorNarrow.prepare(c, places)
                : VectorProduct.prepare(c, places, store);
    }

    @Override
    public String algorithm(Convolution c) {
        if (VectorMatvec.handles(c)) {
            return "matrix-vector";
        }
        Optional<VectorPlaces> places = VectorPlaces.of(c.output());
        if (places.isEmpty()) {
            return plain.algorithm(c);
        }
        if (VectorDepthwise.handles(c, places.get())) {
            return "depthwise " + c.kernelHeight() + "x" + c.kernelWidth();
        }
        if (VectorGroups.handles(c, places.get())) {
            return "groups";
        }
        if (VectorChain.handles(c, places.get())) {
            return "chain";
        }
        if (VectorWinograd.handles(c)) {
            return VectorWinograd.name(c);
        }
        return VectorStrassen.handles(c) ? "strassen" : "product";
    }

    @Override
    public Step pool(Pooling pooling) {
        return VectorPool.prepare(pooling).orElseGet(() -> plain.pool(pooling));
    }

    @Override
    public Step globalPool(View input, View output, boolean max) {
        return VectorRegionPool.prepare(input, output, max).orElseGet(() -> plain.globalPool(input, output, max));
    }

    @Override
    public Step adaptiveAveragePool(View input, View output) {
        return VectorRegionPool.prepare(input, output, false).orElseGet(() -> plain.adaptiveAveragePool(input, output));
    }

    @Override
    public Step pointwise(View input, View output, List<Post> posts) {
        return VectorUnary.copy(input, output, posts).orElseGet(() -> plain.pointwise(input, output, posts));
    }

    @Override
    public Step affine(View input, View output, float[] scale, float[] shift, List<Post> posts) {
        return VectorUnary.affine(input, output, scale, shift, posts)
                .or(() -> VectorGroups.affine(input, output, scale, shift, posts))
                .orElseGet(() -> plain.affine(input, output, scale, shift, posts));
    }

    @Override
    public Step add(View left, View right, View output, List<Post> posts) {
        return VectorBinary.prepare(left, right, output, false, posts)
                .orElseGet(() -> plain.add(left, right, output, posts));
    }

    @Override
    public Step multiply(View left, View right, View output, List<Post> posts) {
        return VectorBinary.prepare(left, right, output, true, posts)
                .orElseGet(() -> plain.multiply(left, right, output, posts));
    }

    @Override
    public Step softmax(View input, View output) {
        return VectorSoftmax.prepare(input, output).orElseGet(() -> plain.softmax(input, output));
    }

    @Override
    public Step localResponseNorm(View input, View output, int size, float alpha, float beta, float k) {
        return VectorResponseNorm.prepare(input, output, size, alpha, beta, k)
                .orElseGet(() -> plain.localResponseNorm(input, output, size, alpha, beta, k));
    }

    @Override
    public Step copy(View input, View output) {
        return VectorUnary.copy(input, output, List.of()).orElseGet(() -> plain.copy(input, output));
    }

    @Override
    public Step resizeNearest(View input, View output) {
        return plain.resizeNearest(input, output);
    }

    @Override
    public Step resizeBilinear(View input, View output) {
        return plain.resizeBilinear(input, output);
    }
}
