package kinglet.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How an experiment is to be run.
 *
 * @param quick whether a rough answer soon is wanted, rather than a good one
 * @param threads numbers of threads to measure with
 * @param network a model file of the user's, for the experiments that take one
 */
public record Run(boolean quick, List<Integer> threads, Optional<Path> network) {

    public Run {
        threads = List.copyOf(threads);
    }

    /** On one thread, and on all that there are. */
    public static Run of(boolean quick) {
        List<Integer> threads = IntStream.of(1, Runtime.getRuntime().availableProcessors())
                .distinct()
                .boxed()
                .toList();
        return new Run(quick, threads, Optional.empty());
    }

    /** The command that runs the experiment so. */
    String command(Experiment experiment) {
        return "kinglet experiment run %s --threads %s%s%s"
                .formatted(
                        experiment.name(),
                        threads.stream().map(Object::toString).collect(Collectors.joining(",")),
                        network.map(file -> " --network " + file).orElse(""),
                        quick ? " --quick" : "");
    }
}
