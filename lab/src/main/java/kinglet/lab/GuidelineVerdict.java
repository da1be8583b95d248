package kinglet.lab;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.lab.Verdict.Outcome;

/**
 * Judges a claim about speed by all places where it was measured: each side and column of the paper's table, each number of threads.
 *
 * <p>In one place the effect is the mean logarithm of the speeds at equal mult-adds, over those of the first row. The claim holds there if the
 * effect has the direction of the paper's and at least half of its size, weakly if it has the direction and is larger than the noise. Places where
 * the paper itself shows nothing are left out, and so are those that are too noisy; over all others the outcome is the middle one, the worse of
 * two.
 */
final class GuidelineVerdict {
    /** Of the paper's own effect. */
    private static final double ENOUGH = 0.5;

    /** Two per cent: less is noise on any machine. */
    private static final double LEAST = 0.02;

    /** An effect of so many times the noise is seen through it. */
    private static final double CLEAR = 2;

    private GuidelineVerdict() {}

    /** The rows of one place that show the claim. */
    private record Place(List<GuidelineReading> rows) {

        double published() {
            return mean(row -> Math.log(row.publishedRelative()));
        }

        private double mean(ToDoubleFunction<GuidelineReading> of) {
            return rows.stream().mapToDouble(of).average().orElse(0);
        }

        /** Open where the noise hides what would decide. */
        Outcome outcome(double direction) {
            double effect = direction * mean(row -> Math.log(row.relativeAtEqualMultAdds()));
            double enough = ENOUGH * direction * published();
            double noise = mean(GuidelineReading::noise);
            if (noise > Math.max(LEAST, enough) && Math.abs(effect) < CLEAR * noise) {
                return Outcome.OPEN;
            }
            if (effect < Math.max(LEAST, noise)) {
                return Outcome.DOES_NOT_HOLD;
            }
            return effect >= enough ? Outcome.HOLDS : Outcome.HOLDS_WEAKLY;
        }
    }

    /** Of readings under one compilation. */
    static Verdict of(GuidelineClaim claim, Compilation compilation, List<GuidelineReading> readings) {
        List<Place> all = readings.stream()
                .filter(reading -> claim.rows().contains(reading.label()))
                .collect(Collectors.groupingBy(row -> row.place() + row.setting()))
                .values()
                .stream()
                .map(Place::new)
                .toList();
        double direction =
                Math.signum(all.stream().mapToDouble(Place::published).sum());
        List<Place> telling = all.stream()
                .filter(place -> direction * place.published() >= LEAST)
                .toList();
        List<Place> clear = telling.stream()
                .filter(place -> place.outcome(direction) != Outcome.OPEN)
                .toList();
        int[] ordinals = clear.stream()
                .mapToInt(place -> place.outcome(direction).ordinal())
                .sorted()
                .toArray();
        boolean open = clear.isEmpty() || 2 * clear.size() < telling.size();
        List<Place> shown = open ? all : clear;
        return new Verdict(
                open ? Outcome.OPEN : Outcome.values()[ordinals[ordinals.length / 2]],
                claim.under(compilation),
                range(shown, GuidelineReading::publishedRelative),
                range(shown, GuidelineReading::relativeAtEqualMultAdds),
                "Of %d places where the paper shows it, it holds in %d and weakly in %d%s. %s"
                        .formatted(
                                telling.size(),
                                count(ordinals, Outcome.HOLDS),
                                count(ordinals, Outcome.HOLDS_WEAKLY),
                                tooNoisy(telling.size() - clear.size()),
                                costs(all, claim.rows().getLast())));
    }

    private static String range(List<Place> places, ToDoubleFunction<GuidelineReading> speed) {
        DoubleSummaryStatistics speeds = places.stream()
                .flatMap(place -> place.rows().stream())
                .mapToDouble(speed)
                .summaryStatistics();
        return Figures.range(speeds, Figures::ratio) + " of the first row's speed";
    }

    private static String tooNoisy(int places) {
        return places == 0 ? "" : "; %d %s too noisy to judge".formatted(places, places == 1 ? "is" : "are");
    }

    private static String costs(List<Place> places, String row) {
        List<GuidelineReading> rows = places.stream()
                .flatMap(place -> place.rows().stream())
                .filter(reading -> reading.label().equals(row))
                .toList();
        DoubleSummaryStatistics access = rows.stream()
                .mapToDouble(GuidelineReading::memoryAccessRelative)
                .summaryStatistics();
        DoubleSummaryStatistics lanes =
                rows.stream().mapToDouble(GuidelineReading::lanes).summaryStatistics();
        return "'%s' accesses %s times the memory, and fills %s of the vectors' lanes."
                .formatted(row, Figures.range(access, Figures::ratio), Figures.range(lanes, Figures::percent));
    }

    private static long count(int[] ordinals, Outcome outcome) {
        return Arrays.stream(ordinals).filter(o -> o == outcome.ordinal()).count();
    }
}
