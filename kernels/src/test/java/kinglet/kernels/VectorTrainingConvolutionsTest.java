package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Function;

class VectorTrainingConvolutionsTest extends TrainingConvolutionsContract {

    private final VectorTrainingConvolutions convolutions = new VectorTrainingConvolutions();

    @Override
    WeighedStep convolution(Convolution c) {
        return used(store -> convolutions.convolution(c, store));
    }

    @Override
    WeighedStep inputGradient(Convolution c) {
        return used(store -> convolutions.inputGradient(c, store));
    }

    @Override
    WeightGradient weightGradient(Convolution c) {
        return convolutions.weightGradient(c);
    }

    /** In a store where another step has left what must not be read. */
    private static WeighedStep used(Function<WeightStore, WeighedStep> prepare) {
        WeightStore store = WeightStore.shared();
        assertThat(prepare.apply(store).portions()).isPositive();
        int arrays = store.arrays().size();
        WeighedStep step = prepare.apply(store);
        assertThat(store.arrays()).as("arrays of two steps of one shape").hasSize(arrays);
        store.arrays().forEach(array -> Arrays.fill(array, Float.NaN));
        return step;
    }
}
