package kinglet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOneOfAnOddNumber() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Statistics.median(List.of(4.0, 100.0, 1.0, 2.0))).isEqualTo(3.0);
    }

    @Test
    void halfAndDoubleMakeOne() {
        assertThat(Statistics.geometricMean(List.of(0.5, 2.0))).isEqualTo(1.0, within(1e-12));
    }
}
