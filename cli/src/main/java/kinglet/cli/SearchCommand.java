package kinglet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.formats.ModelFiles;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.lab.Accuracy;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Run;
import kinglet.lab.Search;
import kinglet.lab.SearchBudget;
import kinglet.lab.SearchCandidate;
import kinglet.lab.SearchFamily;
import kinglet.lab.SearchMeasure;
import kinglet.lab.SearchPlot;
import kinglet.lab.SearchResult;
import kinglet.lab.SearchSpace;
import kinglet.lab.Spread;
import kinglet.lab.Table;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Stem;
import kinglet.networks.Variant;
import kinglet.train.Initialisation;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet search}: the most accurate networks for a budget. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The most accurate networks that keep a budget of time, mult-adds, parameters or memory access, or of several at once:",
            "families of the catalogue at many widths, resolutions, groups and depths. Those that no other beats are printed."
        },
        footer = {
            "",
            "Accuracy is what was published of exactly this network, or, with a ~, estimated: read from a smooth curve of",
            "accuracy over mult-adds through its published relatives: a point off on average where it was checked, four",
            "at worst. Without relatives on both sides there is none.",
            "Times are of one image. One network of each family is timed to learn how far the roofline model is off, and",
            "then the most promising ones in turns; with --no-measure they are the roofline's least.",
            "",
            "Examples:",
            "  kinglet search --latency 5ms --threads 1",
            "  kinglet search --mult-adds 100M --params 3M --no-measure --plot search.svg",
            "  kinglet search mobilenet_v2 --latency 3ms --resolution 96,128,160 --out network.onnx"
        })
final class SearchCommand implements Callable<Integer> {
    /** A median so many times as long as the fastest run is other work of the machine. */
    private static final double BUSY = 1.5;

    @Parameters(paramLabel = "NET", arity = "0..*", description = "ids of the catalogue to choose from")
    private List<String> nets = List.of();

    @Option(
            names = "--family",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = Families.class,
            description = "families to choose from: ${COMPLETION-CANDIDATES} (default: the compact ones for ImageNet)")
    private List<String> families = List.of();

    @Option(names = "--latency", paramLabel = "TIME", description = "of one image at most, as 5ms or 800us")
    private @Nullable String latency;

    @Option(names = "--mult-adds", paramLabel = "COUNT", description = "at most, as 100M or 1.5G")
    private @Nullable String multAdds;

    @Option(names = "--params", paramLabel = "COUNT", description = "parameters at most, as 2M")
    private @Nullable String params;

    @Option(names = "--memory-access", paramLabel = "COUNT", description = "values read and written at most, as 20M")
    private @Nullable String memoryAccess;

    @Option(names = "--width", split = ",", paramLabel = "FACTOR", description = "these width multipliers only")
    private List<Double> widths = List.of();

    @Option(names = "--resolution", split = ",", paramLabel = "PIXELS", description = "these resolutions only")
    private List<Integer> resolutions = List.of();

    @Option(names = "--groups", split = ",", paramLabel = "N", description = "these numbers of groups only")
    private List<Integer> groups = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "6",
            description = "how many to measure (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--no-measure", description = "predict times only")
    private boolean unmeasured;

    @Mixin
    private EngineMixin engine = new EngineMixin();

    @Option(
            names = "--choose",
            paramLabel = "NET",
            description = "choose this one, as 'mobilenet_v2 --width 0.5' or an id (default: the most accurate)")
    private @Nullable String choice;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write the chosen network with random weights, as an .onnx or .safetensors file")
    private @Nullable Path out;

    @Option(
            names = "--plot",
            arity = "0..1",
            fallbackValue = "search.svg",
            paramLabel = "FILE",
            description = "also draw accuracy against the budget: an .svg file (without a name: ${FALLBACK-VALUE})")
    private @Nullable Path plot;

    @Mixin
    private FormatOption format = new FormatOption();

    /** The names that {@code --help} shows. */
    static final class Families extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Families() {
            super(SearchFamily.all().stream().map(SearchFamily::name).toList());
        }
    }

    @Override
    public Integer call() {
        SearchBudget budget = budget();
        if (top < 1) {
            throw new WrongUsageException("--top is %d; it must be at least 1".formatted(top));
        }
        checkFiles();
        int threads = engine.options().threads();
        Run run = Run.of(false).withThreads(List.of(threads)).withMachine(MachineCache.ofUser()::machine);
        SearchSpace space = new SearchSpace(entries(), widths, resolutions, groups);
        SearchResult result = found(new Search(space, budget, top, run));
        SearchCandidate chosen = choice == null ? result.best() : result.named(choice);
        print(result, chosen, threads);
        if (plot != null) {
            OutputFile.write(plot, SearchPlot.svg(result).getBytes(StandardCharsets.UTF_8));
            System.err.println("wrote " + plot);
        }
        if (out != null) {
            write(chosen.trained(), out);
        }
        return 0;
    }

    private SearchBudget budget() {
        SearchBudget budget = with(SearchBudget.NONE, SearchMeasure.LATENCY, "--latency", latency);
        budget = with(budget, SearchMeasure.MULT_ADDS, "--mult-adds", multAdds);
        budget = with(budget, SearchMeasure.PARAMS, "--params", params);
        budget = with(budget, SearchMeasure.MEMORY_ACCESS, "--memory-access", memoryAccess);
        if (budget.limits().isEmpty()) {
            throw new WrongUsageException(
                    "a search needs a budget: --latency 5ms, --mult-adds 100M, --params 2M or --memory-access 20M");
        }
        return budget;
    }

    private static SearchBudget with(SearchBudget budget, SearchMeasure measure, String option, @Nullable String text) {
        try {
            return text == null ? budget : budget.with(measure, measure.limit(text));
        } catch (KingletException e) {
            throw new WrongUsageException("%s: %s".formatted(option, e.getMessage()));
        }
    }

    /** Before the work begins, so that it is not lost on a wrong name. */
    private void checkFiles() {
        if (plot != null) {
            OutputFile.folder(plot);
            if (!plot.toString().endsWith(".svg")) {
                throw new WrongUsageException("cannot draw '%s'; the file's name must end in .svg".formatted(plot));
            }
        }
        if (out != null) {
            OutputFile.folder(out);
            if (!out.toString().endsWith(".onnx") && !out.toString().endsWith(".safetensors")) {
                throw new WrongUsageException(
                        "cannot write '%s'; the file's name must end in .onnx or .safetensors".formatted(out));
            }
        }
        if (choice != null) {
            Variant.named(choice);
        }
    }

    private List<Entry> entries() {
        Stream<Entry> named = nets.stream().map(Catalogue::entry);
        Stream<SearchFamily> searched = nets.isEmpty() && families.isEmpty()
                ? SearchFamily.all().stream().filter(SearchFamily::compact)
                : families.stream().map(SearchFamily::named);
        return Stream.concat(named, searched.flatMap(family -> family.entries().stream()))
                .toList();
    }

    private SearchResult found(Search search) {
        if (unmeasured) {
            return search.predicted();
        }
        try (ProgressBar bar = Progress.bar("measuring", 1)) {
            return search.watched(Progress.watcher(bar)).measured();
        }
    }

    private void print(SearchResult result, SearchCandidate chosen, int threads) {
        List<SearchCandidate> front = result.front();
        switch (format.format()) {
            case json -> Table.printJson(json(result, chosen, threads), System.out);
            case csv -> table().print(Format.csv, front, System.out);
            case table, markdown -> {
                table().print(format.format(), front, System.out);
                System.out.println();
                Fact.table("in all").print(format.format(), facts(result, chosen, threads), System.out);
            }
        }
        remark(result);
    }

    private static void remark(SearchResult result) {
        if (!result.outside().isEmpty()) {
            System.err.printf(
                    "kinglet: measured, and outside the budget: %s%n",
                    result.outside().stream()
                            .map(candidate -> "%s (%s)"
                                    .formatted(candidate.name(), SearchMeasure.LATENCY.text(candidate.milliseconds())))
                            .collect(Collectors.joining(", ")));
        }
        if (result.unknown() > 0) {
            System.err.printf(
                    "kinglet: of %d networks inside the budget nothing was published to estimate an accuracy from%n",
                    result.unknown());
        }
        if (result.disturbance() > BUSY) {
            System.err.printf(
                    "kinglet: the machine was busy, medians are up to %s times the fastest run; measure again when it is quiet%n",
                    Quantities.decimal(result.disturbance(), 1));
        }
    }

    private Table<SearchCandidate> table() {
        Table<SearchCandidate> table = new Table<SearchCandidate>()
                .words("network", "network", SearchCandidate::name)
                .marked(
                        "top1",
                        "top-1 %",
                        row -> row.accuracy().map(Accuracy::top1),
                        row -> row.accuracy().map(Accuracy::toString).orElse("-"));
        boolean forPeople = format.format() == Format.table || format.format() == Format.markdown;
        if (!unmeasured || !forPeople) {
            table.perhaps("median_ms", "median ms", row -> row.measured().map(Spread::median), SearchCommand::places)
                    .perhaps(
                            "lower_quartile_ms",
                            "quartile",
                            row -> row.measured().map(Spread::lower),
                            SearchCommand::places)
                    .perhaps(
                            "upper_quartile_ms",
                            "quartile",
                            row -> row.measured().map(Spread::upper),
                            SearchCommand::places);
        }
        return table.number("predicted_ms", "predicted ms", SearchCandidate::predicted, SearchCommand::places)
                .number("mult_adds", "mult-adds", SearchCandidate::multAdds, n -> Quantities.count(n.doubleValue()))
                .number("params", "params", SearchCandidate::params, n -> Quantities.count(n.doubleValue()))
                .number(
                        "memory_access",
                        "memory access",
                        SearchCandidate::memoryAccess,
                        n -> Quantities.count(n.doubleValue()))
                .words(
                        "accuracy_from",
                        "accuracy from",
                        row -> row.accuracy().map(Accuracy::source).orElse(""),
                        SearchCommand::source);
    }

    /** For people, without what a source remarks on itself. */
    private static String source(SearchCandidate candidate) {
        return candidate
                .accuracy()
                .map(accuracy ->
                        accuracy.estimated() ? "estimated" : accuracy.source().replaceFirst(" \\(.*", ""))
                .orElse("nothing published");
    }

    private static String places(Number milliseconds) {
        return Quantities.decimal(milliseconds.doubleValue(), 2);
    }

    private List<Fact> facts(SearchResult result, SearchCandidate chosen, int threads) {
        return List.of(
                new Fact(
                        "searched",
                        "%d networks, of which %d keep %s; %s, one image on %d %s"
                                .formatted(
                                        result.considered(),
                                        result.inside().size(),
                                        result.budget(),
                                        unmeasured
                                                ? "times are the least by the roofline model"
                                                : result.looked().size() + " measured",
                                        threads,
                                        threads == 1 ? "thread" : "threads")),
                new Fact("chosen", chosen.name()),
                new Fact(
                        "accuracy",
                        chosen.accuracy()
                                .map(accuracy -> "%s %%, %s%s"
                                        .formatted(
                                                accuracy,
                                                accuracy.estimated() ? "estimated " : "published: ",
                                                accuracy.source()))
                                .orElse("nothing was published to estimate it from")),
                new Fact("train it with", training(chosen.trained())));
    }

    private Map<String, @Nullable Object> json(SearchResult result, SearchCandidate chosen, int threads) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Object> limits = new LinkedHashMap<>();
        result.budget().limits().forEach((measure, limit) -> limits.put(key(measure), limit));
        json.put("budget", limits);
        json.put("threads", threads);
        json.put("considered", result.considered());
        json.put("inside", result.inside().size());
        json.put("without_accuracy", result.unknown());
        json.put("measured", !unmeasured);
        List<Map<String, @Nullable Object>> rows = table().records(result.front());
        for (int i = 0; i < rows.size(); i++) {
            Optional<Accuracy> accuracy = result.front().get(i).accuracy();
            rows.get(i).put("estimated", accuracy.map(Accuracy::estimated).orElse(null));
        }
        json.put("front", rows);
        json.put("chosen", chosen.name());
        json.put("train", training(chosen.trained()));
        return json;
    }

    /** That of the column in which it is compared. */
    private static String key(SearchMeasure measure) {
        return switch (measure) {
            case LATENCY -> "latency_ms";
            case MULT_ADDS -> "mult_adds";
            case PARAMS -> "params";
            case MEMORY_ACCESS -> "memory_access";
        };
    }

    /** The command line. Training would otherwise take the pictures' resolution, and for small ones another stem. */
    private static String training(Variant variant) {
        NetworkOptions options = variant.options();
        int pixels = options.resolution().orElse(variant.entry().input().width());
        options = options.withResolution(pixels);
        boolean otherStem = variant.entry().defaults().stem().isPresent() && InputChoice.stem(pixels) != Stem.IMAGENET;
        return "kinglet train DATA --network %s %s"
                .formatted(variant.entry().id(), otherStem ? options.withStem(Stem.IMAGENET) : options);
    }

    /** As a training would begin. */
    private static void write(Variant variant, Path file) {
        Network network = variant.build();
        Model model = ConvertCommand.named(Model.of(network, Initialisation.of(network, DataMixin.SEED)));
        ModelFiles.write(model, file);
        System.err.printf(
                "wrote %s: %s, %s parameters, random weights%n",
                file, network.name(), Quantities.count(network.parameterCount()));
    }
}
