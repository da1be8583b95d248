package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.bench.PythonTorch.MemoryFormat;
import kinglet.graph.KingletException;

/**
 * Kinglet, and PyTorch in each of its memory formats, take turns, each turn in a fresh process.
 *
 * @param pytorch if it takes part
 * @param rounds turns of each
 * @param kingletOptions more JVM options for Kinglet's processes
 */
record TrainingComparison(Optional<PythonTorch> pytorch, int rounds, TrainingPace pace, List<String> kingletOptions) {

    /**
     * Of a heap of this size only what is used becomes resident. Activations are so large that they go to the old generation; the young one is small, so
     * that little memory is touched for what is soon dead.
     */
    private static final List<String> HEAP = List.of("-Xms4g", "-Xmx4g", "-Xmn16m");

    /**
     * Measures a case.
     *
     * @throws KingletException if a process fails, or the two do not train as many parameters
     */
    TrainingRow row(TrainingCase of) throws IOException {
        List<TrainingMeasurement> ours = new ArrayList<>();
        Map<MemoryFormat, List<TrainingMeasurement>> theirs = new EnumMap<>(MemoryFormat.class);
        for (int round = 1; round <= rounds; round++) {
            ours.add(kinglet(of));
            say(of, round, Kinglet.NAME, ours.getLast());
            if (pytorch.isPresent()) {
                for (MemoryFormat format : MemoryFormat.values()) {
                    TrainingMeasurement turn = pytorch.get().measure(of, format, pace);
                    say(of, round, "pytorch " + format, turn);
                    requireSameParameters(of, ours.getFirst(), turn);
                    theirs.computeIfAbsent(format, _ -> new ArrayList<>()).add(turn);
                }
            }
        }
        Map<MemoryFormat, TrainingRow.Result> results = new EnumMap<>(MemoryFormat.class);
        theirs.forEach((format, turns) -> results.put(format, result(of, turns)));
        return new TrainingRow(of, pace.threads(), result(of, ours), results);
    }

    private TrainingMeasurement kinglet(TrainingCase of) throws IOException {
        List<String> options = new ArrayList<>(Kinglet.JVM_OPTIONS);
        options.addAll(HEAP);
        options.addAll(kingletOptions);
        List<String> arguments = new ArrayList<>(List.of(of.written()));
        arguments.addAll(pace.arguments());
        return JSON.std.beanFrom(
                TrainingMeasurement.class, FreshProcess.run(MeasureTraining.class, options, arguments));
    }

    private void say(TrainingCase of, int round, String who, TrainingMeasurement turn) {
        System.err.printf(
                "%s, %d/%d: %s %.1f ms a step, median of %d, %d MB, loss %.3f%n",
                of, round, rounds, who, turn.milliseconds(), turn.steps(), turn.peakBytes() / 1_000_000, turn.loss());
    }

    private static void requireSameParameters(TrainingCase of, TrainingMeasurement ours, TrainingMeasurement theirs) {
        if (ours.parameters() != theirs.parameters()) {
            throw new KingletException("%s: kinglet trains %d parameters and pytorch %d, so the times mean nothing"
                    .formatted(of, ours.parameters(), theirs.parameters()));
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
