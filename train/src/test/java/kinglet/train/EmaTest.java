package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.graph.WeightsException;
import kinglet.kernels.Share;
import kinglet.kernels.Team;
import org.junit.jupiter.api.Test;

class EmaTest {

    @Test
    void forgetsAtItsRate() {
        Tensor live = Tensor.of(new float[] {1}, 1);
        Ema ema = new Ema(Weights.of(Map.of("w", live)), new Averaging(0.9, false));
        live.data()[0] = 2;
        ema.update();
        assertThat(mean(ema)).isCloseTo(1.1f, within(1e-6f));
        live.data()[0] = 0;
        ema.update();
        assertThat(mean(ema)).isCloseTo(0.99f, within(1e-6f));
    }

    /** tf.train.ExponentialMovingAverage: min(decay, (1 + num_updates) / (10 + num_updates)). */
    @Test
    void forgetsFasterAtFirst() {
        Averaging warm = new Averaging(0.9999, true);
        assertThat(warm.decayAt(1)).isCloseTo(2.0 / 11, within(1e-15));
        assertThat(warm.decayAt(90)).isCloseTo(0.91, within(1e-15));
        assertThat(warm.decayAt(1_000_000)).isEqualTo(0.9999);
        assertThat(new Averaging(0.9999, false).decayAt(1)).isEqualTo(0.9999);
    }

    @Test
    void anyNumberOfThreadsAndARestoredStateGiveTheSameBits() {
        Tensor live = Tensor.zeros(100_000);
        for (int i = 0; i < live.size(); i++) {
            live.data()[i] = (float) Math.sin(i);
        }
        Weights weights = Weights.of(Map.of("w", live));
        Ema whole = new Ema(weights, new Averaging(0.99, true));
        Ema shared = new Ema(weights, new Averaging(0.99, true));
        for (int i = 0; i < live.size(); i++) {
            live.data()[i] = (float) Math.cos(i);
        }
        whole.update();
        shared.begin();
        try (Team team = new Team(3)) {
            team.run(new Share(shared));
        }
        Ema resumed = new Ema(weights, new Averaging(0.99, true));
        resumed.restore(shared.averages(), shared.updates());
        whole.update();
        resumed.update();
        assertThat(resumed.averages().tensor("w").data())
                .isEqualTo(whole.averages().tensor("w").data());
    }

    @Test
    void averagesOfAnotherNetworkAreRefused() {
        Ema ema = new Ema(Weights.of(Map.of("w", Tensor.zeros(2, 3))), new Averaging(0.99, true));
        assertThatThrownBy(() -> ema.restore(Weights.of(Map.of("w", Tensor.zeros(3, 2))), 1))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("'w'");
    }

    private static float mean(Ema ema) {
        return ema.averages().tensor("w").data()[0];
    }
}
