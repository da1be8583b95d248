package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kinglet.cost.NetworkCost;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.Network;
import kinglet.lab.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of two rows, of which the paper's second is half as fast. */
class GuidelineVerdictTest {
    /** Any will do: both rows have the same. */
    private static final Network NETWORK = ElementWiseExperiment.experiment()
            .devices()
            .getFirst()
            .cases()
            .getFirst()
            .network()
            .apply(1);

    private static final GuidelineDevice DEVICE = GuidelineDevice.arm(
            GuidelineCase.of("first", times -> NETWORK, 100.0), GuidelineCase.of("second", times -> NETWORK, 50.0));

    private static final GuidelineClaim CLAIM = GuidelineClaim.of("The second is slower.", "second");

    private static Spread spread(double median, double noise) {
        return new Spread(median, median * (1 - noise), median, median * (1 + noise), 9);
    }

    private static List<GuidelineReading> readings(int threads, double first, double second, double noise) {
        Setting setting = new Setting(threads, Compilation.OPTIMISED);
        NetworkCost cost = NetworkCost.of(NETWORK);
        GuidelineReading reference =
                new GuidelineReading(DEVICE, 1, setting, "first", cost, spread(first, noise), 100, Optional.empty());
        return List.of(
                reference,
                new GuidelineReading(
                        DEVICE, 1, setting, "second", cost, spread(second, noise), 50, Optional.of(reference)));
    }

    private static Verdict judged(List<GuidelineReading> readings) {
        return GuidelineVerdict.of(CLAIM, Compilation.OPTIMISED, readings);
    }

    /** Half of the paper's effect, in logarithms, is sqrt(2) times the time. */
    @ParameterizedTest
    @CsvSource({
        "10, 20, 0.01, HOLDS",
        "10, 14.2, 0.01, HOLDS",
        "10, 14.1, 0.01, HOLDS_WEAKLY",
        "10, 10.3, 0.01, HOLDS_WEAKLY",
        "10, 10.1, 0.001, DOES_NOT_HOLD",
        "10, 10.3, 0.05, DOES_NOT_HOLD",
        "10, 8, 0.01, DOES_NOT_HOLD",
        "10, 14, 0.5, OPEN",
        "10, 60, 0.5, HOLDS"
    })
    void onePlace(double first, double second, double noise, Outcome outcome) {
        assertThat(judged(readings(1, first, second, noise)).outcome()).isEqualTo(outcome);
    }

    @Test
    void theMiddleOfAllPlacesCounts() {
        List<GuidelineReading> readings = new ArrayList<>(readings(1, 10, 20, 0.01));
        readings.addAll(readings(2, 10, 10, 0.01));
        readings.addAll(readings(3, 10, 12, 0.01));
        Verdict verdict = judged(readings);
        assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS_WEAKLY);
        assertThat(verdict.reason()).contains("Of 3 places where the paper shows it, it holds in 1 and weakly in 1.");
        assertThat(verdict.published()).startsWith("0.50 of");
        assertThat(verdict.found()).startsWith("0.50 to 1.00");
    }

    @Test
    void noisyPlacesAreLeftOut() {
        List<GuidelineReading> readings = new ArrayList<>(readings(1, 10, 20, 0.01));
        readings.addAll(readings(2, 10, 8, 0.5));
        Verdict verdict = judged(readings);
        assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
        assertThat(verdict.reason()).contains("holds in 1 and weakly in 0; 1 is too noisy to judge");
        assertThat(verdict.found()).startsWith("0.50 of");
        assertThat(verdict.claim()).isEqualTo("The second is slower (compiled).");
    }

    @Test
    void whatIsTooNoisyEverywhereIsNotJudged() {
        Verdict verdict = judged(readings(1, 10, 12, 0.5));
        assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
        assertThat(verdict.found()).startsWith("0.83 of");
    }

    @Test
    void speedsAreComparedAtEqualMultAdds() {
        List<GuidelineReading> readings = readings(1, 10, 20, 0.01);
        assertThat(readings.getLast().relative()).isCloseTo(0.5, within(1e-12));
        assertThat(readings.getLast().publishedRelative()).isCloseTo(0.5, within(1e-12));
        assertThat(readings.getLast().relativeAtEqualMultAdds()).isCloseTo(0.5, within(1e-12));
        assertThat(readings.getFirst().relative()).isEqualTo(1);
    }

    /** 8 and 32 channels in blocks of 16: the first 1x1 and the 3x3 fill half, the last all; 2 : 4.5 : 2 of the mult-adds. */
    @Test
    void lanesAreCounted() {
        double lanes = readings(1, 1, 1, 0).getFirst().lanes();
        assertThat(lanes)
                .isCloseTo((8 * 32 + 9 * 8 * 8 + 32 * 8) / (2.0 * 8 * 32 + 2.0 * 9 * 8 * 8 + 32 * 8), within(1e-12));
    }
}
