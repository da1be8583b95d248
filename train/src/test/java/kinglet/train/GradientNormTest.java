package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kinglet.kernels.Share;
import kinglet.kernels.Team;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientNormTest {

    /** Of PyTorch 1.13 in double precision: clip_grad_norm_(w, 1.0) gave the norm 1.5459676581351889 and the first gradient 0.06468436437813956. */
    @Test
    void clipsAsPytorchDoes() {
        Slot slot = OptimizerTest.slot("w", OptimizerTest.START, true);
        System.arraycopy(OptimizerTest.GRADIENTS[0], 0, slot.gradient(), 0, 5);
        double norm = new GradientNorm(List.of(slot)).compute();
        assertThat(norm).isCloseTo(1.5459676581351889, within(1e-7));
        assertThat(0.1 * GradientNorm.clip(norm, 1)).isCloseTo(0.06468436437813956, within(1e-8));
        assertThat(GradientNorm.clip(norm, 2)).isEqualTo(1);
    }

    @Test
    void isTheSameBitsWithAnyNumberOfThreads() {
        List<Slot> slots = OptimizerTest.large();
        GradientNorm norm = new GradientNorm(slots);
        double forward = norm.compute();
        double sum = 0;
        for (Slot slot : slots) {
            for (float g : slot.gradient()) {
                sum += (double) g * g;
            }
        }
        assertThat(forward).isCloseTo(Math.sqrt(sum), within(1e-9));
        try (Team team = new Team(3)) {
            team.run(new Share(norm));
        }
        assertThat(norm.value()).isEqualTo(forward);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsSaidWithAdvice(double bad) {
        assertThatThrownBy(() -> DivergedException.check(17, 0.4, bad, 1))
                .isInstanceOf(DivergedException.class)
                .hasMessageContainingAll("step 17", "learning rate 0.4", "warm-up", "clipped")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> DivergedException.check(17, 0.4, 1, bad)).isInstanceOf(DivergedException.class);
        assertThatCode(() -> DivergedException.check(17, 0.4, 1e30, 1e30)).doesNotThrowAnyException();
    }

    @Test
    void aGradientThatIsNoNumberIsSeenInTheNorm() {
        List<Slot> slots = OptimizerTest.large();
        slots.get(3).gradient()[0] = Float.NaN;
        assertThat(new GradientNorm(slots).compute()).isNaN();
        slots.get(3).gradient()[0] = Float.NEGATIVE_INFINITY;
        assertThat(new GradientNorm(slots).compute()).isInfinite();
    }
}
