package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    /** The example of many textbooks: intelligence and hours of television of ten people, 1 - 6 * 194 / (10 * 99). */
    @Test
    void theTextbookExample() {
        double rho = RankCorrelation.spearman(
                List.of(106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0),
                List.of(7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0));
        assertThat(rho).isCloseTo(-29.0 / 165, within(1e-12));
    }

    /** Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5). */
    @Test
    void equalValuesShareTheirRanks() {
        double rho = RankCorrelation.spearman(List.of(1.0, 2.0, 2.0, 3.0), List.of(10.0, 20.0, 30.0, 40.0));
        assertThat(rho).isCloseTo(Math.sqrt(0.9), within(1e-12));
    }

    @Test
    void onlyOrderCounts() {
        assertThat(RankCorrelation.spearman(List.of(1.0, 2.0, 3.0), List.of(1.0, 1e3, 1e9)))
                .isEqualTo(1);
        assertThat(RankCorrelation.spearman(List.of(1.0, 2.0, 3.0), List.of(9.0, 8.0, -5.0)))
                .isEqualTo(-1);
        assertThat(RankCorrelation.spearman(List.of(1.0), List.of(2.0))).isNaN();
    }
}
