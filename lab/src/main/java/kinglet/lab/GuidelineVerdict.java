package kinglet.lab;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.lab.Verdict.Outcome;

/**
 * Judges a claim about speed by all places where it was measured: each side and column of the paper's table, each number of threads.
 *
 * <p>In one place the effect is the mean logarithm of the speeds at equal mult-adds, over those of the first row. The claim holds there if the
 * effect has the direction of the paper's and at least half of its size, weakly if it has the direction and is larger than the noise. Places where the
 * paper itself shows nothing are left out. Over all others the outcome is the middle one, the worse of two.
 */
final class GuidelineVerdict {
    /** Of the paper's own effect. */
    private static final double ENOUGH = 0.5;

    /** Two per cent: less is noise on any machine. */
    private static final double LEAST = 0.02;

    private GuidelineVerdict() {}

    /** The effects in one place. */
    private record Place(double published, double found, double noise) {
        static Place of(List<GuidelineReading> rows) {
            return new Place(
                    rows.stream()
                            .mapToDouble(row -> Math.log(row.publishedRelative()))
                            .average()
                            .orElse(0),
                    rows.stream()
                            .mapToDouble(row -> Math.log(row.relativeAtEqualMultAdds()))
                            .average()
                            .orElse(0),
                    rows.stream().mapToDouble(GuidelineReading::noise).average().orElse(0));
        }

        Outcome outcome(double direction) {
            double effect = direction * found;
            double paper = direction * published;
            if (effect < Math.max(LEAST, noise)) {
                return Outcome.DOES_NOT_HOLD;
            }
            return effect >= ENOUGH * paper ? Outcome.HOLDS : Outcome.HOLDS_WEAKLY;
        }
    }

    /** Of readings under one compilation. */
    static Verdict of(GuidelineClaim claim, Compilation compilation, List<GuidelineReading> readings) {
        List<GuidelineReading> rows = readings.stream()
                .filter(reading -> claim.rows().contains(reading.label()))
                .toList();
        List<Place> places =
                rows.stream().collect(Collectors.groupingBy(row -> row.place() + row.setting())).values().stream()
                        .map(Place::of)
                        .toList();
        double direction =
                Math.signum(places.stream().mapToDouble(Place::published).sum());
        int[] ordinals = places.stream()
                .filter(place -> direction * place.published() >= LEAST)
                .mapToInt(place -> place.outcome(direction).ordinal())
                .sorted()
                .toArray();
        Outcome outcome = Outcome.values()[ordinals[ordinals.length / 2]];
        return new Verdict(
                outcome,
                "%s (%s)".formatted(claim.sentence(), Setting.words(compilation)),
                range(rows.stream()
                        .mapToDouble(GuidelineReading::publishedRelative)
                        .summaryStatistics()),
                range(rows.stream()
                        .mapToDouble(GuidelineReading::relativeAtEqualMultAdds)
                        .summaryStatistics()),
                reason(claim, rows, ordinals));
    }

    private static String range(DoubleSummaryStatistics speeds) {
        return "%s to %s of the first row's speed"
                .formatted(Figures.ratio(speeds.getMin()), Figures.ratio(speeds.getMax()));
    }

    private static String reason(GuidelineClaim claim, List<GuidelineReading> rows, int[] ordinals) {
        String last = claim.rows().getLast();
        DoubleSummaryStatistics access = rows.stream()
                .filter(row -> row.label().equals(last))
                .mapToDouble(GuidelineReading::memoryAccessRelative)
                .summaryStatistics();
        DoubleSummaryStatistics lanes = rows.stream()
                .filter(row -> row.label().equals(last))
                .mapToDouble(GuidelineReading::lanes)
                .summaryStatistics();
        return "Of %d places it holds in %d and weakly in %d. '%s' accesses %s times the memory, and fills %s of the vectors' lanes."
                .formatted(
                        ordinals.length,
                        count(ordinals, Outcome.HOLDS),
                        count(ordinals, Outcome.HOLDS_WEAKLY),
                        last,
                        between(Figures.ratio(access.getMin()), Figures.ratio(access.getMax())),
                        between(Figures.percent(lanes.getMin()), Figures.percent(lanes.getMax())));
    }

    private static String between(String least, String most) {
        return least.equals(most) ? least : least + " to " + most;
    }

    private static long count(int[] ordinals, Outcome outcome) {
        return Arrays.stream(ordinals).filter(o -> o == outcome.ordinal()).count();
    }
}
