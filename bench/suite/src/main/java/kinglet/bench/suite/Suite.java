package kinglet.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import kinglet.graph.KingletException;
import kinglet.kernels.KernelsProviders;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code bench/jmh}: chooses the cases, lets JMH measure them, and relates the times to the work. */
@Command(
        name = "bench/jmh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures kernels alone with JMH, on one thread, over the distinct shapes of the catalogue's networks.",
            "A case takes about ten seconds; choose some by kind, network and shape."
        },
        footer = {
            "",
            "Examples:",
            "  bench/jmh --list depthwise",
            "  bench/jmh --networks mobilenet_v2 'pointwise|depthwise'",
            "  bench/jmh --networks resnet50 --shape ' 7x7' dense -- -wi 1 -i 3 -prof gc"
        })
public final class Suite implements Callable<Integer> {

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            defaultValue = "",
            description =
                    "a regular expression over: pointwise, dense, winograd, depthwise, grouped, pool, global_pool,"
                            + " activation, fully_connected, softmax, response_norm (default: all)")
    private String kind = "";

    @Option(names = "--networks", split = ",", paramLabel = "ID", description = "only their shapes (default: all)")
    private List<String> networks = List.of();

    @Option(
            names = "--shape",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "only the cases that match, as --list names them")
    private String shape = "";

    @Option(names = "--list", description = "name the cases and measure none")
    private boolean list;

    private List<String> jmh = List.of();

    Suite() {}

    public static void main(String[] args) {
        List<String> all = List.of(args);
        int end = all.contains("--") ? all.indexOf("--") : all.size();
        Suite suite = new Suite();
        suite.jmh = all.subList(Math.min(end + 1, all.size()), all.size());
        CommandLine line = new CommandLine(suite);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println("bench/jmh: " + (e instanceof KingletException ? e.getMessage() : e.toString()));
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(all.subList(0, end).toArray(String[]::new)));
    }

    @Override
    public Integer call() throws RunnerException, CommandLineOptionException {
        List<KernelCase> cases = cases();
        if (list) {
            cases.forEach(one -> System.out.println(one.kind().name().toLowerCase(Locale.ROOT) + "  " + one.key()));
            return CommandLine.ExitCode.OK;
        }
        CommandLineOptions options = new CommandLineOptions(jmh.toArray(String[]::new));
        System.err.printf("%d cases%n", cases.size());
        System.out.printf("%10s %8s %9s %9s  %-16s %s%n", "us", "+-", "GFLOP/s", "GB/s", "algorithm", "case");
        for (KernelCase one : cases) {
            for (RunResult result : new Runner(options(options, one)).run()) {
                print(one, result.getPrimaryResult());
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** Of the kinds and shapes that match. */
    List<KernelCase> cases() {
        Pattern kinds = pattern(kind);
        Pattern shapes = pattern(shape);
        List<KernelCase> all = networks.isEmpty() ? CatalogueCases.all() : CatalogueCases.of(networks);
        List<KernelCase> chosen = new ArrayList<>();
        for (KernelKind one : KernelKind.values()) {
            all.stream()
                    .filter(c -> c.kind() == one)
                    .filter(c -> kinds.matcher(one.name()).find())
                    .filter(c -> shapes.matcher(c.key()).find())
                    .forEach(chosen::add);
        }
        return chosen;
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new KingletException("'%s' is no regular expression: %s".formatted(regex, e.getDescription()), e);
        }
    }

    private static Options options(CommandLineOptions given, KernelCase one) {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        options.include("^" + Pattern.quote(KernelBenchmarks.of(one.kind()).getCanonicalName() + ".run") + "$");
        options.param("shape", one.key());
        if (!given.verbosity().hasValue()) {
            options.verbosity(VerboseMode.SILENT);
        }
        return options.build();
    }

    private static void print(KernelCase one, Result<?> time) {
        double nanos = time.getScore() * 1000;
        String algorithm = PreparedCase.of(one, KernelsProviders.best()).algorithm();
        System.out.printf(
                Locale.ROOT,
                "%10.2f %8.2f %9s %9.1f  %-16s %s%n",
                time.getScore(),
                time.getScoreError(),
                one.flops() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", one.flops() / nanos),
                one.bytes() / nanos,
                algorithm,
                one.key());
        System.out.flush();
    }
}
