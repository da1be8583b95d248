package kinglet.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kinglet.kernels.Machine;

/**
 * How an experiment is to be run.
 *
 * @param quick whether a rough answer soon is wanted, rather than a good one
 * @param threads numbers of threads to measure with
 * @param network a model file of the user's, for the experiments that take one
 * @param pictures a labelled data set, for the experiments that train
 * @param budget of a training
 * @param trainings a file that keeps what became of each training, so that none is done twice
 * @param clock nanoseconds since whenever
 * @param machine what a core can do at most; asked only by experiments that predict
 * @param watcher sees how far it is
 */
public record Run(
        boolean quick,
        List<Integer> threads,
        Optional<Path> network,
        Optional<Path> pictures,
        TrainedBudget budget,
        Optional<Path> trainings,
        LongSupplier clock,
        Supplier<Machine> machine,
        Watcher watcher) {

    public Run {
        threads = List.copyOf(threads);
    }

    /** On one thread and on all that there are, unwatched. */
    public static Run of(boolean quick) {
        List<Integer> threads = IntStream.of(1, Runtime.getRuntime().availableProcessors())
                .distinct()
                .boxed()
                .toList();
        return new Run(
                quick,
                threads,
                Optional.empty(),
                Optional.empty(),
                quick ? TrainedBudget.QUICK : TrainedBudget.FULL,
                Optional.empty(),
                System::nanoTime,
                Machine::measure,
                Watcher.NONE);
    }

    /** A rough answer soon. */
    Run quickly() {
        return new Run(true, threads, network, pictures, budget, trainings, clock, machine, watcher);
    }

    public Run withThreads(List<Integer> counts) {
        return new Run(quick, counts, network, pictures, budget, trainings, clock, machine, watcher);
    }

    public Run withNetwork(Path file) {
        return new Run(quick, threads, Optional.of(file), pictures, budget, trainings, clock, machine, watcher);
    }

    /** With pictures to train on. */
    public Run withPictures(Path data, TrainedBudget cost) {
        return new Run(quick, threads, network, Optional.of(data), cost, trainings, clock, machine, watcher);
    }

    /** With a file of trainings that were done before: it gets those that are done now, and need not be there yet. */
    public Run withTrainings(Path file) {
        return new Run(quick, threads, network, pictures, budget, Optional.of(file), clock, machine, watcher);
    }

    public Run withClock(LongSupplier nanos) {
        return new Run(quick, threads, network, pictures, budget, trainings, nanos, machine, watcher);
    }

    public Run withMachine(Supplier<Machine> core) {
        return new Run(quick, threads, network, pictures, budget, trainings, clock, core, watcher);
    }

    public Run withWatcher(Watcher other) {
        return new Run(quick, threads, network, pictures, budget, trainings, clock, machine, other);
    }

    /** The command that runs the experiment so. */
    String command(Experiment experiment) {
        return "kinglet experiment run %s%s%s%s%s"
                .formatted(
                        experiment.name(),
                        experiment.takesTimes()
                                ? threads.stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(",", " --threads ", ""))
                                : "",
                        experiment.takesNetwork()
                                ? network.map(file -> " --network " + file).orElse("")
                                : "",
                        experiment.takesPictures()
                                ? pictures.map(data -> " --data %s%s".formatted(data, budget.options()))
                                        .orElse("")
                                : "",
                        quick && experiment.takesTimes() ? " --quick" : "");
    }
}
