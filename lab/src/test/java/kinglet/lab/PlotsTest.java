package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotsTest {

    @Test
    void linearAxesHaveRoundTicksAroundAllValues() {
        Axis axis = Axis.linear(new double[] {0.37, 1.02, Double.NaN});
        assertThat(axis.ticks())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
                .containsExactly(0.2, 0.4, 0.6, 0.8, 1.0, 1.2);
        assertThat(axis.share(axis.from())).isZero();
        assertThat(axis.share(0.7)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void logarithmicAxesGoByRatios() {
        Axis axis = Axis.logarithmic(new double[] {3, 300});
        assertThat(axis.share(30)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.ticks().stream().map(Axis::label)).containsExactly("5", "10", "20", "50", "100", "200");
    }

    @Test
    void oneValueIsAnAxisToo() {
        assertThat(Axis.linear(new double[] {1}).ticks()).hasSizeGreaterThan(1);
        assertThat(Axis.logarithmic(new double[] {1}).share(1)).isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.5", "0.30000000000000004, 0.3", "20, 20", "5000000, 5 M", "1000, 1 k", "2e9, 2 G"})
    void labelsHaveNoNeedlessZeros(double value, String label) {
        assertThat(Axis.label(value)).isEqualTo(label);
    }

    /** Further left is faster, higher is better: of two at the same place the higher. */
    @Test
    void theFrontIsWhatNoOtherBeats() {
        ScatterPlot.Dot slow = dot("slow", 9, 80);
        ScatterPlot.Dot fast = dot("fast", 1, 60);
        ScatterPlot.Dot middle = dot("middle", 4, 70);
        ScatterPlot.Dot beaten = dot("beaten", 5, 65);
        ScatterPlot.Dot below = dot("below", 4, 69);
        assertThat(ScatterPlot.frontOf(List.of(slow, below, beaten, fast, middle)))
                .containsExactly(fast, middle, slow);
    }

    /** The letters of a name are on the dots of others: it is left out, and shown when its dot is pointed at. */
    @Test
    void namesCoverNothing() {
        List<ScatterPlot.Dot> heap =
                List.of(dot("a", 1, 1), dot("b", 1, 1), dot("c", 1, 1), dot("d", 1, 1), dot("e", 1, 1));
        String svg = new ScatterPlot("heap", "x", "y", false, heap, true).svg();
        assertThat(svg.split("<circle")).hasSize(6);
        assertThat(svg).contains("<title>e</title>").doesNotContain(">e</text>");
    }

    private static ScatterPlot.Dot dot(String name, double x, double y) {
        return new ScatterPlot.Dot(x, y, name, true, Ink.of(0));
    }
}
