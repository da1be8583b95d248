package kinglet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kinglet.graph.KingletException;
import kinglet.kernels.Machine;
import kinglet.lab.Conditions;
import kinglet.lab.Experiment;
import kinglet.lab.Experiments;
import kinglet.lab.Report;
import kinglet.lab.Reports;
import kinglet.lab.Run;
import kinglet.lab.Table;
import kinglet.lab.Verdict.Outcome;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet experiment}: the papers' claims, asked of this machine. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What the papers claim, measured or computed on this machine, beside their figures.",
        footer = {
            "",
            "Examples:",
            "  kinglet experiment list",
            "  kinglet experiment run equal-widths --out reports",
            "  kinglet experiment run all --quick",
            "  kinglet experiment run counting-is-not-speed --network mine.onnx"
        })
final class ExperimentCommand implements Callable<Integer> {
    private static final String ALL = "all";

    /** What a bar is divided into for each part of an experiment. */
    private static final int FINE = 100;

    @Override
    public Integer call() {
        return list(new FormatOption());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "The experiments: name, title, and where the claim was published.")
    int list(@Mixin FormatOption format) {
        new Table<Experiment>()
                .words("name", "name", Experiment::name)
                .words("title", "title", Experiment::title)
                .words("source", "source", experiment -> experiment.source().toString())
                .print(format.format(), Experiments.all(), System.out);
        return 0;
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Runs experiments, and prints what they found; exit code 1 if an exact check failed.")
    int run(
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "names of experiments, or all")
                    List<String> names,
            @Option(names = "--quick", description = "roughly: fewer sizes and networks, fewer runs") boolean quick,
            @Option(
                            names = "--threads",
                            split = ",",
                            paramLabel = "N",
                            description = "numbers of threads to measure with (default: 1, and every core there is)")
                    @Nullable
                    List<Integer> threads,
            @Option(
                            names = "--network",
                            paramLabel = "FILE",
                            description = "a model file to measure with the others, where that makes sense")
                    @Nullable
                    Path network,
            @Option(
                            names = "--out",
                            paramLabel = "FOLDER",
                            description =
                                    "also write report.html, report.md with its plots, report.json, and each table as CSV")
                    @Nullable
                    Path out,
            @Mixin FormatOption format) {
        List<Experiment> experiments = experiments(names);
        Run run = settings(quick, threads, network, experiments);
        if (out != null) {
            folder(out);
        }
        List<Report> done = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            done.add(watched(experiments.get(i), run, "%d/%d ".formatted(i + 1, experiments.size())));
        }
        Reports reports = new Reports(Conditions.here(), done);
        print(reports, format);
        if (out != null) {
            write(reports.files(), out);
        }
        return done.stream()
                        .flatMap(report -> report.verdicts().stream())
                        .anyMatch(verdict -> verdict.outcome() == Outcome.FAILED)
                ? 1
                : 0;
    }

    private static List<Experiment> experiments(List<String> names) {
        return names.contains(ALL)
                ? Experiments.all()
                : names.stream().distinct().map(Experiments::named).toList();
    }

    private static Run settings(
            boolean quick, @Nullable List<Integer> threads, @Nullable Path network, List<Experiment> experiments) {
        MachineCache cache = MachineCache.ofUser();
        Run run = Run.of(quick).withMachine(() -> cache.known().orElseGet(() -> cache.measured(Machine::measure)));
        if (threads != null) {
            if (threads.stream().anyMatch(count -> count < 1)) {
                throw new WrongUsageException("--threads must be at least 1");
            }
            run = run.withThreads(threads.stream().distinct().toList());
        }
        if (network != null) {
            if (experiments.stream().noneMatch(Experiment::takesNetwork)) {
                throw new WrongUsageException("'%s' does not look at a network of yours; those that do are %s"
                        .formatted(
                                experiments.getFirst().name(),
                                String.join(
                                        ", ",
                                        Experiments.all().stream()
                                                .filter(Experiment::takesNetwork)
                                                .map(Experiment::name)
                                                .toList())));
            }
            run = run.withNetwork(network);
        }
        return run;
    }

    private static Report watched(Experiment experiment, Run run, String place) {
        try (ProgressBar bar = Progress.bar(place + experiment.name(), 1)) {
            return experiment.run(
                    bar == null
                            ? run
                            : run.withWatcher((done, parts) -> {
                                bar.maxHint((long) parts * FINE);
                                bar.stepTo(Math.round(done * FINE));
                            }));
        }
    }

    private static void print(Reports reports, FormatOption format) {
        switch (format.format()) {
            case table -> System.out.print(reports.text());
            case markdown -> System.out.print(reports.markdown());
            case csv -> System.out.print(reports.csv());
            case json -> Table.printJson(reports.json(), System.out);
        }
    }

    /** Made before the work begins, so that an hour is not lost on a wrong name. */
    private static void folder(Path out) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new KingletException("cannot make the folder '%s': %s".formatted(out, e.getMessage()), e);
        }
    }

    private static void write(Map<String, byte[]> files, Path out) {
        files.forEach((name, bytes) -> OutputFile.write(out.resolve(name), bytes));
        System.err.println("wrote " + out.resolve("report.html"));
    }
}
