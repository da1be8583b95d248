package kinglet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.KingletException;

/**
 * Kinglet and its rivals take turns, each turn in a fresh process.
 *
 * @param rounds turns of each
 */
record TrainingComparison(TrainingRival kinglet, List<TrainingRival> rivals, int rounds, TrainingPace pace) {

    /**
     * Measures a case.
     *
     * @throws KingletException if a process fails, or they do not train as many parameters
     */
    TrainingRow row(TrainingCase of) throws IOException {
        List<TrainingMeasurement> ours = new ArrayList<>();
        Map<String, List<TrainingMeasurement>> theirs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            ours.add(turn(kinglet, of, round));
            for (TrainingRival rival : rivals) {
                TrainingMeasurement turn = turn(rival, of, round);
                requireSameParameters(of, ours.getFirst(), rival, turn);
                theirs.computeIfAbsent(rival.name(), _ -> new ArrayList<>()).add(turn);
            }
        }
        Map<String, TrainingRow.Result> results = new LinkedHashMap<>();
        theirs.forEach((name, turns) -> results.put(name, result(of, turns)));
        return new TrainingRow(of, pace.threads(), result(of, ours), results);
    }

    private TrainingMeasurement turn(TrainingRival rival, TrainingCase of, int round) throws IOException {
        TrainingMeasurement turn = rival.measure(of, pace);
        System.err.printf(
                "%s, %d/%d: %s %.1f ms a step, median of %d, %d MB, loss %.3f%n",
                of,
                round,
                rounds,
                rival.name(),
                turn.milliseconds(),
                turn.steps(),
                turn.peakBytes() / 1_000_000,
                turn.loss());
        return turn;
    }

    private static void requireSameParameters(
            TrainingCase of, TrainingMeasurement ours, TrainingRival rival, TrainingMeasurement theirs) {
        if (ours.parameters() != theirs.parameters()) {
            throw new KingletException("%s: kinglet trains %d parameters and %s %d, so the times mean nothing"
                    .formatted(of, ours.parameters(), rival.name(), theirs.parameters()));
        }
    }

    private static TrainingRow.Result result(TrainingCase of, List<TrainingMeasurement> turns) {
        double milliseconds = Statistics.median(
                turns.stream().map(TrainingMeasurement::milliseconds).toList());
        long bytes =
                turns.stream().mapToLong(TrainingMeasurement::peakBytes).max().orElse(0);
        return new TrainingRow.Result(of.batch() / milliseconds * 1e3, bytes);
    }
}
