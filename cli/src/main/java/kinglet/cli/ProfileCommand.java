package kinglet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import kinglet.cost.Roofline;
import kinglet.engine.Engine;
import kinglet.engine.Plan;
import kinglet.graph.Model;
import kinglet.kernels.Machine;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet profile}: where the time of a network goes, and how far that is from what the machine can do. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What each step of a network takes, beside what the machine's limits say it must take.",
        footer = {
            "",
            "Times are of the whole batch: medians of many runs after warming up, and the",
            "least; rates and ratio go by the median. GB/s and the roofline count each value",
            "of weights, inputs and outputs once. The roofline is the longer of the",
            "arithmetic at a core's peak rate of multiply-adds and the values at its speed of",
            "memory, both measured, times the threads. A ratio below 1 is possible: values",
            "that lie in a cache come faster, large fully connected layers keep their weights",
            "in 16 bits, and Winograd's convolutions multiply less.",
            "",
            "Example:",
            "  kinglet profile mobilenet_v2 --threads 1"
        })
final class ProfileCommand implements Callable<Integer> {
    private static final int FURTHEST = 5;

    @Parameters(paramLabel = "NET", description = "an id of the catalogue, or a model file")
    private String net = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private EngineMixin engine = new EngineMixin();

    @Option(names = "--batch", defaultValue = "1", description = "images at once (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--runs", defaultValue = "50", description = "how many are timed (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--remeasure", description = "measure the machine's limits again, which are kept otherwise")
    private boolean remeasure;

    @Mixin
    private FormatOption format = new FormatOption();

    /** What was profiled, and on what. */
    private record Result(String network, int threads, String kernels, Machine core, Profile profile) {
        double share(Timing timing) {
            return 100 * timing.milliseconds() / profile.total().milliseconds();
        }
    }

    @Override
    public Integer call() {
        if (batch < 1 || runs < 1) {
            throw new WrongUsageException("--batch and --runs must be above 0");
        }
        Model model = options.model(net, Optional.empty());
        try (Engine running = engine.engine()) {
            Machine core = core();
            Roofline machine =
                    new Roofline(core.gflops() * running.threads(), core.gigabytesPerSecond() * running.threads());
            Plan plan = running.compile(model);
            Profile profile = measured(plan, machine);
            print(new Result(model.network().name(), running.threads(), running.kernels(), core, profile));
        }
        return 0;
    }

    /** Before anything else is compiled, so that the compiler is free for it. */
    private Machine core() {
        MachineCache cache = MachineCache.ofUser();
        return (remeasure ? Optional.<Machine>empty() : cache.known())
                .orElseGet(() -> cache.measured(Machine::measure));
    }

    private Profile measured(Plan plan, Roofline machine) {
        try (ProgressBar bar = Progress.bar("profiling", runs)) {
            return Profile.of(plan, batch, runs, machine, bar == null ? () -> {} : bar::step);
        }
    }

    private void print(Result result) {
        Profile profile = result.profile();
        switch (format.format()) {
            case json -> Table.printJson(json(result), System.out);
            case csv -> steps(result).print(Format.csv, profile.steps(), System.out);
            case table, markdown -> {
                steps(result).print(format.format(), profile.steps(), System.out);
                System.out.println();
                kinds(result).print(format.format(), profile.kinds(), System.out);
                System.out.println();
                System.out.printf("Furthest from the roofline, by milliseconds:%n%n");
                furthest().print(format.format(), profile.furthest(FURTHEST), System.out);
                System.out.println();
                Fact.table("in all").print(format.format(), totals(result), System.out);
            }
        }
    }

    private static Table<ProfiledStep> steps(Result result) {
        Table<ProfiledStep> table = new Table<ProfiledStep>()
                .words("step", "step", row -> Steps.name(row.step()), row -> Steps.shown(row.step()))
                .words("algorithm", "algorithm", row -> row.step().algorithm())
                .words("output", "output", row -> row.step().output().toString());
        return timings(table, result, ProfiledStep::timing).words("bound", "bound", ProfiledStep::bound);
    }

    private static Table<Profile.Kind> kinds(Result result) {
        Table<Profile.Kind> table = new Table<Profile.Kind>()
                .words("algorithm", "algorithm", Profile.Kind::algorithm)
                .number("steps", "steps", Profile.Kind::steps, Number::toString);
        return timings(table, result, Profile.Kind::timing);
    }

    private static Table<ProfiledStep> furthest() {
        return new Table<ProfiledStep>()
                .words("step", "step", row -> Steps.name(row.step()), row -> Steps.shown(row.step()))
                .words("algorithm", "algorithm", row -> row.step().algorithm())
                .words("output", "output", row -> row.step().output().toString())
                .number("ms", "ms", row -> row.timing().milliseconds(), places(3))
                .number("roofline_ms", "roofline ms", row -> row.timing().roofline(), places(3))
                .number("lost_ms", "lost ms", row -> row.timing().lost(), places(3))
                .number("ratio", "ratio", row -> row.timing().ratio(), places(2));
    }

    private static <T> Table<T> timings(Table<T> table, Result result, Function<T, Timing> timing) {
        return table.number("ms", "ms", row -> timing.apply(row).milliseconds(), places(3))
                .number("least_ms", "least ms", row -> timing.apply(row).least(), places(3))
                .number("percent", "%", row -> result.share(timing.apply(row)), places(1))
                .number(
                        "mult_adds",
                        "mult-adds",
                        row -> (long) timing.apply(row).multAdds(),
                        n -> Quantities.count(n.doubleValue()))
                .number("gigaflops", "GFLOP/s", row -> timing.apply(row).gigaflops(), places(1))
                .number("gigabytes_per_second", "GB/s", row -> timing.apply(row).gigabytes(), places(1))
                .number("roofline_ms", "roofline ms", row -> timing.apply(row).roofline(), places(3))
                .number("ratio", "ratio", row -> timing.apply(row).ratio(), places(2));
    }

    private static Function<Number, String> places(int places) {
        return n -> Quantities.decimal(n.doubleValue(), places);
    }

    private List<Fact> totals(Result result) {
        Timing steps = result.profile().total();
        Timing run = result.profile().run();
        return List.of(
                new Fact("network", "%s, batch %d".formatted(result.network(), batch)),
                new Fact("kernels", "%s, threads %d".formatted(result.kernels(), result.threads())),
                new Fact(
                        "steps",
                        "%d, %s; at least %s ms by the roofline, ratio %s"
                                .formatted(
                                        result.profile().steps().size(),
                                        text(steps),
                                        Quantities.decimal(steps.roofline(), 2),
                                        Quantities.decimal(steps.ratio(), 2))),
                new Fact("whole run", text(run) + "; steps untimed, input and output moved"),
                new Fact(
                        "peak of a core",
                        "%s GFLOP/s and %s GB/s (measured once; --remeasure)"
                                .formatted(
                                        Quantities.decimal(result.core().gflops(), 1),
                                        Quantities.decimal(result.core().gigabytesPerSecond(), 1))));
    }

    private static String text(Timing timing) {
        return "%s ms (least %s), %s GFLOP/s"
                .formatted(
                        Quantities.decimal(timing.milliseconds(), 2),
                        Quantities.decimal(timing.least(), 2),
                        Quantities.decimal(timing.gigaflops(), 1));
    }

    private Map<String, @Nullable Object> json(Result result) {
        Profile profile = result.profile();
        Timing total = profile.total();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("network", result.network());
        json.put("batch", batch);
        json.put("threads", result.threads());
        json.put("kernels", result.kernels());
        json.put("runs", runs);
        json.put("core_gigaflops", result.core().gflops());
        json.put("core_gigabytes_per_second", result.core().gigabytesPerSecond());
        json.put("run_ms", profile.run().milliseconds());
        json.put("run_least_ms", profile.run().least());
        json.put("steps_ms", total.milliseconds());
        json.put("steps_least_ms", total.least());
        json.put("mult_adds", (long) total.multAdds());
        json.put("gigaflops", total.gigaflops());
        json.put("roofline_ms", total.roofline());
        json.put("ratio", total.ratio());
        json.put("steps", steps(result).records(profile.steps()));
        json.put("kinds", kinds(result).records(profile.kinds()));
        json.put("furthest", furthest().records(profile.furthest(FURTHEST)));
        return json;
    }
}
