package kinglet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TensorTest {
    private final AtomicInteger made = new AtomicInteger();

    private Tensor lazy() {
        return Tensor.lazy(
                () -> {
                    made.incrementAndGet();
                    return new float[] {1, 2, 3, 4, 5, 6};
                },
                2,
                3);
    }

    @Test
    void shapesOfALazyTensorAreKnownWithoutItsValues() {
        Tensor tensor = lazy().reshape(3, 2);
        assertThat(tensor.dims()).containsExactly(3, 2);
        assertThat(tensor.size()).isEqualTo(6);
        assertThat(made).hasValue(0);
        assertThat(tensor.data()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aLazyTensorGivesTheSameArrayWhileItIsHeld() {
        Tensor tensor = lazy();
        float[] held = tensor.data();
        assertThat(tensor.reshape(6).data()).isSameAs(held);
        assertThat(made).hasValue(1);
    }

    @Test
    void aCopyIsTheCallersOwn() {
        for (Tensor tensor : new Tensor[] {lazy(), Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)}) {
            tensor.copy()[0] = 7;
            assertThat(tensor.data()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void refusesASourceOfAnotherSizeAndOtherShapes() {
        Tensor wrong = Tensor.lazy(() -> new float[5], 2, 3);
        assertThatThrownBy(wrong::data).isInstanceOf(KingletException.class).hasMessageContaining("6 values");
        assertThatThrownBy(() -> lazy().reshape(4, 2)).isInstanceOf(KingletException.class);
    }
}
