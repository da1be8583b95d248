package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.KingletException;

/**
 * Runtimes that take turns, each turn in a fresh process (A B C A B C ...), so that a machine that is slow for a while is slow for all.
 *
 * @param runtimes in the order of their turns
 * @param rounds turns of each
 * @param seconds measured in each turn
 * @param kingletOptions more JVM options for Kinglet's processes
 * @param coreGflops the multiply-add peak of one core
 */
record Comparison(
        List<PeerRuntime> runtimes, int rounds, double seconds, List<String> kingletOptions, double coreGflops) {
    /** Of the largest value; what sums in another order, or Winograd's algorithm, may differ by. */
    private static final double SAME_OUTPUT = 1e-3;

    /**
     * Times one case.
     *
     * @throws KingletException if a runtime fails, or gives another output than the first
     */
    Row row(Subject subject, Case one, Path folder) throws IOException {
        Map<String, List<Measurement>> turns = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (PeerRuntime runtime : runtimes) {
                Optional<Path> file = runtime.file(subject, folder);
                if (file.isPresent()) {
                    turns.computeIfAbsent(runtime.name(), name -> new ArrayList<>())
                            .add(turn(runtime, file.get(), one));
                }
            }
        }
        requireSameOutput(one, turns);
        Map<String, Row.Result> results = new LinkedHashMap<>();
        turns.forEach((name, measured) -> results.put(name, result(measured)));
        return new Row(one, subject.multAdds(), coreGflops, results);
    }

    private Measurement turn(PeerRuntime runtime, Path file, Case one) throws IOException {
        List<String> options = new ArrayList<>(runtime.jvmOptions());
        if (runtime instanceof Kinglet) {
            options.addAll(kingletOptions);
        }
        List<String> arguments =
                List.of(runtime.name(), file.toString(), "" + one.threads(), "" + one.batch(), "" + seconds);
        try {
            return JSON.std.beanFrom(Measurement.class, FreshProcess.run(Measure.class, options, arguments));
        } catch (KingletException e) {
            throw new KingletException("%s: %s failed: %s".formatted(one, runtime.name(), e.getMessage()), e);
        }
    }

    private static Row.Result result(List<Measurement> turns) {
        return new Row.Result(
                Statistics.median(turns.stream().map(Measurement::milliseconds).toList()),
                turns.stream().mapToLong(Measurement::peakBytes).max().orElse(0));
    }

    private static void requireSameOutput(Case one, Map<String, List<Measurement>> turns) {
        Optional<List<Double>> first = Optional.empty();
        for (Map.Entry<String, List<Measurement>> runtime : turns.entrySet()) {
            List<Double> output = runtime.getValue().getFirst().output();
            List<Double> expected = first.orElse(output);
            double largest = expected.stream().mapToDouble(Math::abs).max().orElse(0);
            for (int i = 0; i < expected.size(); i++) {
                if (!(Math.abs(output.get(i) - expected.get(i)) <= SAME_OUTPUT * largest)) {
                    throw new KingletException("%s: output %d of %s is %s, and was %s in %s, so the times mean nothing"
                            .formatted(
                                    one,
                                    i,
                                    runtime.getKey(),
                                    output.get(i),
                                    expected.get(i),
                                    turns.keySet().iterator().next()));
                }
            }
            first = Optional.of(expected);
        }
    }
}
