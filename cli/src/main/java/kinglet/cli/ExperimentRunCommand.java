package kinglet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import kinglet.graph.KingletException;
import kinglet.lab.Conditions;
import kinglet.lab.Experiment;
import kinglet.lab.Experiments;
import kinglet.lab.Report;
import kinglet.lab.Reports;
import kinglet.lab.ReportsIndex;
import kinglet.lab.Run;
import kinglet.lab.Table;
import kinglet.lab.TrainedBudget;
import kinglet.lab.Verdict.Outcome;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet experiment run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs experiments, and prints what they found; exit code 1 if an exact check failed.",
        footer = {
            "",
            "Rows take turns to be timed, after warming up; figures are medians with quartiles. Verdicts are only as",
            "good as the machine is quiet. With --out, trainings are kept in trainings.jsonl as they end: the same command goes on",
            "where it was interrupted, and networks that experiments have in common are trained once.",
            "",
            "Examples:",
            "  kinglet experiment run equal-widths fragmentation --threads 1 --out reports",
            "  kinglet experiment run counting-is-not-speed --network mine.onnx --format markdown",
            "  kinglet experiment run channel-shuffle-g8 --data cifar10.tar.gz --epochs 12 --seeds 3"
        })
final class ExperimentRunCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String TRAININGS = "trainings.jsonl";

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "names of experiments (kinglet experiment list), or all")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "roughly: fewer sizes and networks, fewer runs")
    private boolean quick;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "numbers of threads to measure with (default: 1, and every core there is)")
    private @Nullable List<Integer> threads;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "a model file to measure with the others, where that makes sense")
    private @Nullable Path network;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description =
                    "labelled pictures for the experiments that train: a folder or archive with a folder for each class")
    private @Nullable Path data;

    @Option(names = "--epochs", paramLabel = "N", description = "of a training (default: 12, with --quick 1)")
    private @Nullable Integer epochs;

    @Option(names = "--seeds", paramLabel = "N", description = "trainings of each network (default: 3, with --quick 1)")
    private @Nullable Integer seeds;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "also write a folder for each experiment (report.html, report.md with its plots, report.json, each table as CSV), "
                            + "each as soon as it is done, and an index of all that the folder holds")
    private @Nullable Path out;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        List<Experiment> experiments = experiments();
        Run run = settings(experiments);
        if (out != null) {
            makeFolder(out);
            run = run.withTrainings(out.resolve(TRAININGS));
        }
        Conditions conditions = Conditions.here();
        List<Report> done = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            Report report = watched(experiments.get(i), run, "%d/%d ".formatted(i + 1, experiments.size()));
            // what lacks pictures found nothing, and replaces no report of a day when they were there
            if (out != null && (data != null || !experiments.get(i).takesPictures())) {
                // at once: what is interrupted later keeps what it found
                write(new Reports(conditions, List.of(report)).files(), out);
            }
            done.add(report);
        }
        print(new Reports(conditions, done));
        if (out != null && Files.exists(out.resolve("index.html"))) {
            System.err.println("wrote " + out.resolve("index.html"));
        }
        boolean failed = done.stream()
                .flatMap(report -> report.verdicts().stream())
                .anyMatch(verdict -> verdict.outcome() == Outcome.FAILED);
        return failed ? 1 : 0;
    }

    private List<Experiment> experiments() {
        return names.contains(ALL)
                ? Experiments.all()
                : names.stream().distinct().map(Experiments::named).toList();
    }

    private Run settings(List<Experiment> experiments) {
        Run run = Run.of(quick).withMachine(MachineCache.ofUser()::machine);
        if (threads != null) {
            if (threads.stream().anyMatch(count -> count < 1)) {
                throw new WrongUsageException("--threads must be at least 1");
            }
            run = run.withThreads(threads.stream().distinct().toList());
        }
        if (data != null) {
            TrainedBudget budget = run.budget();
            run = run.withPictures(
                    data,
                    budget.of(
                            Objects.requireNonNullElse(epochs, budget.epochs()),
                            Objects.requireNonNullElse(seeds, budget.seeds())));
        } else if (epochs != null || seeds != null) {
            throw new WrongUsageException("--epochs and --seeds are for experiments that train; give them --data");
        }
        return network == null ? run : run.withNetwork(looked(network, experiments));
    }

    /** The file, if one of them looks at it and it is there. */
    private static Path looked(Path file, List<Experiment> experiments) {
        if (experiments.stream().noneMatch(Experiment::takesNetwork)) {
            List<String> lookers = Experiments.all().stream()
                    .filter(Experiment::takesNetwork)
                    .map(Experiment::name)
                    .toList();
            throw new WrongUsageException("'%s' does not look at a network of yours; those that do are %s"
                    .formatted(experiments.getFirst().name(), String.join(", ", lookers)));
        }
        if (!Files.isReadable(file)) {
            throw new KingletException("there is no file '%s' that can be read".formatted(file));
        }
        return file;
    }

    private static Report watched(Experiment experiment, Run run, String place) {
        try (ProgressBar bar = Progress.bar(place + experiment.name(), 1)) {
            return experiment.run(run.withWatcher(Progress.watcher(bar)));
        }
    }

    private void print(Reports reports) {
        switch (format.format()) {
            case table -> System.out.print(reports.text());
            case markdown -> System.out.print(reports.markdown());
            case csv -> System.out.print(reports.csv());
            case json -> Table.printJson(reports.json(), System.out);
        }
    }

    /** Made before the work begins, so that an hour is not lost on a wrong name. */
    private static void makeFolder(Path out) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new KingletException("cannot make the folder '%s': %s".formatted(out, e.getMessage()), e);
        }
    }

    private static void write(Map<String, byte[]> files, Path out) {
        files.forEach((name, bytes) -> {
            Path file = out.resolve(name);
            makeFolder(Objects.requireNonNull(file.getParent()));
            OutputFile.write(file, bytes);
        });
        ReportsIndex.files(out).forEach((name, bytes) -> OutputFile.write(out.resolve(name), bytes));
    }
}
