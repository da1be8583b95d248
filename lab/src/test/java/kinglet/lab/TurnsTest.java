package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a clock that only work moves on. */
class TurnsTest {
    private long now;
    private long allocated;
    private final List<String> order = new ArrayList<>();
    private final List<Double> progress = new ArrayList<>();

    /** Takes the milliseconds of the list, one a run, and the last again and again. */
    private Runnable work(String name, double... milliseconds) {
        int[] run = {0};
        return () -> {
            order.add(name);
            now += Math.round(1e6 * milliseconds[Math.min(run[0]++, milliseconds.length - 1)]);
        };
    }

    private List<Spread> time(Pace pace, Runnable... work) {
        return new Turns(() -> now, () -> allocated, pace).time(List.of(work), progress::add);
    }

    /** Two blocks of warming up, of one round each, a round to see whether it allocates, and two rounds that are timed. */
    @Test
    void subjectsTakeTurns() {
        time(new Pace(0, 8, 0, 2, 2), work("a", 1), work("b", 1), work("c", 1));
        assertThat(String.join("", order)).isEqualTo("abc".repeat(5));
    }

    @Test
    void warmingUpIsNotCounted() {
        List<Spread> spreads = time(new Pace(0, 2, 0, 3, 3), work("a", 900, 800, 7, 2, 3, 4), work("b", 700, 1, 9, 5));
        assertThat(spreads.getFirst()).isEqualTo(new Spread(2, 2.5, 3, 3.5, 3));
        assertThat(spreads.getLast()).isEqualTo(new Spread(5, 5, 5, 5, 3));
    }

    /** 90, 80, 40, 39: the fourth block is no faster than the third. */
    @Test
    void warmingUpGoesOnWhileItHelps() {
        List<Spread> spreads = time(new Pace(0, 8, 0, 2, 2), work("a", 90, 80, 80, 40, 40, 39, 39, 38), work("b", 7));
        assertThat(spreads.getFirst()).isEqualTo(new Spread(38, 38, 38, 38, 2));
        assertThat(order).hasSize(2 * (1 + 3 * 2 + 2));
    }

    /** Each run of 10 ms is as fast as the last, but 30 of them make objects of vectors: those of two blocks of ten, and some of the third. */
    @Test
    void warmingUpGoesOnWhileVectorsAreObjects() {
        int[] runs = {0};
        Runnable work = () -> {
            now += 10_000_000;
            allocated += runs[0]++ < 30 ? 5_000_000 : 5_000;
        };
        time(new Pace(0.1, 8, 0, 2, 2), work);
        assertThat(runs[0]).isEqualTo(10 + 11 + 11 + 2);
    }

    @Test
    void warmingUpEnds() {
        time(new Pace(0, 3, 0, 2, 2), work("a", 64, 32, 16, 8, 4, 2, 1));
        assertThat(order).hasSize(1 + 2 * 2 + 2);
    }

    @Test
    void roundsGoOnUntilTheTimeIsUp() {
        // two subjects of 10 ms: two blocks of 3 rounds in 50 ms, and 5 timed in 100 ms
        List<Spread> spreads = time(new Pace(0.05, 8, 0.1, 2, 100), work("a", 10), work("b", 10));
        assertThat(spreads).allMatch(spread -> spread.runs() == 5);
        assertThat(order).hasSize(2 * (3 + 3 + 1 + 5));
    }

    @Test
    void slowWorkIsTimedOftenEnoughAndFastWorkNotForEver() {
        assertThat(time(new Pace(0, 8, 0.01, 4, 9), work("slow", 500))
                        .getFirst()
                        .runs())
                .isEqualTo(4);
        assertThat(time(new Pace(0, 8, 10, 4, 9), work("fast", 0.001))
                        .getFirst()
                        .runs())
                .isEqualTo(9);
    }

    @Test
    void progressNeverFallsAndEndsAtOne() {
        time(new Pace(0.04, 8, 0.04, 2, 50), work("a", 3), work("b", 4));
        assertThat(progress).isSorted().last().isEqualTo(1.0);
        assertThat(progress).allMatch(share -> share > 0 && share <= 1);
    }

    @Test
    void aClockThatStandsStillGivesNoZero() {
        assertThat(time(new Pace(0, 8, 0, 2, 2), work("a", 0)).getFirst().median())
                .isPositive();
    }

    /** NIST's and most programs' rule: between the two nearest runs, by distance. */
    @Test
    void quartilesAreInterpolated() {
        Spread spread = Spread.of(new double[] {7, 1, 3, 5});
        assertThat(List.of(spread.least(), spread.lower(), spread.median(), spread.upper()))
                .containsExactly(1.0, 2.5, 4.0, 5.5);
        assertThat(spread.rate()).isEqualTo(250);
        assertThat(spread.noise()).isCloseTo(0.375, within(1e-12));
        assertThat(spread.runs()).isEqualTo(4);
    }
}
