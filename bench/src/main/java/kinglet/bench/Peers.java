package kinglet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench/peers}: every network, at every setting, in every runtime. */
@Command(
        name = "bench/peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {ColdStart.class, TrainingSpeed.class},
        description = {
            "Times Kinglet beside other runtimes on the same networks, in fresh processes that take turns.",
            "A ratio below 1 says that Kinglet is faster. Before the times are believed, all must give the same output."
        },
        footer = {
            "",
            "Examples:",
            "  bench/peers mobilenet_v2 resnet50 --threads 1 --batch 1,8 --format json",
            "  bench/peers --runtimes kinglet,onnxruntime,pytorch resnet18",
            "  bench/peers --jvm -XX:UseAVX=2",
            "  bench/peers cold mobilenet_v2",
            "  bench/peers train"
        })
public final class Peers implements Callable<Integer> {

    private static final List<String> DEFAULT_NETWORKS = List.of(
            "alexnet",
            "squeezenet1_1",
            "resnet18",
            "resnet50",
            "resnext50_32x4d",
            "xception",
            "mobilenet_v1",
            "mobilenet_v2",
            "mobilenet_v3_large",
            "shufflenet_v1",
            "shufflenet_v2_x1_0",
            "condensenet_74_g4_converted",
            "efficientnet_b0",
            "effnet");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NET",
            arity = "0..*",
            description = "ids of the catalogue and model files (default: the 14 networks of the comparison)")
    private List<String> networks = DEFAULT_NETWORKS;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,2",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads = List.of();

    @Option(
            names = "--batch",
            split = ",",
            defaultValue = "1",
            description = "images at once (default: ${DEFAULT-VALUE})")
    private List<Integer> batches = List.of();

    @Option(
            names = "--runtimes",
            split = ",",
            defaultValue = "kinglet,onnxruntime",
            description = "who takes part, of kinglet, onnxruntime, pytorch and tflite (default: ${DEFAULT-VALUE})")
    private List<String> runtimes = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "processes of each runtime (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "measured in each process, after as many of warm-up (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--jvm",
            defaultValue = "",
            paramLabel = "OPTIONS",
            description = "more options for the Java processes of Kinglet alone")
    private String jvm = "";

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.table;

    Peers() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Peers());
        command.setUsageHelpAutoWidth(true);
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println("bench/peers: " + (e instanceof KingletException ? e.getMessage() : e.toString()));
            return CommandLine.ExitCode.SOFTWARE;
        });
        command.setParameterExceptionHandler((e, arguments) -> {
            e.getCommandLine().getErr().printf("bench/peers: %s; see 'bench/peers --help'%n", e.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
        return command;
    }

    @Override
    public Integer call() throws IOException {
        requirePositive("--threads", threads);
        requirePositive("--batch", batches);
        requirePositive("--rounds", List.of(rounds));
        if (!(seconds > 0)) {
            throw new ParameterException(spec.commandLine(), "--seconds is %s; it must be above 0".formatted(seconds));
        }
        List<PeerRuntime> chosen = runtimes.stream().map(PeerRuntime::named).toList();
        List<String> options =
                Stream.of(jvm.split("\\s+")).filter(o -> !o.isEmpty()).toList();
        double peak = CorePeak.gflops(
                Stream.concat(Kinglet.JVM_OPTIONS.stream(), options.stream()).toList());
        Comparison comparison = new Comparison(chosen, rounds, seconds, options, peak);
        ReportTable table = new ReportTable(format, runtimes, Subject.nameWidth(networks), System.out);
        table.begin(peak);
        boolean complete = compareAll(comparison, table);
        table.end();
        return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Whether all went well; what did not is said and passed over. */
    private boolean compareAll(Comparison comparison, ReportTable table) throws IOException {
        boolean complete = true;
        for (int n = 0; n < networks.size(); n++) {
            try (TemporaryFolder folder = TemporaryFolder.create()) {
                Subject subject = Subject.of(networks.get(n));
                for (Case one : cases(subject)) {
                    System.err.printf("%d/%d %s ...%n", n + 1, networks.size(), one);
                    complete &= compare(comparison, subject, one, folder.path(), table);
                }
            } catch (KingletException e) {
                complete = failed(e);
            }
        }
        return complete;
    }

    private static boolean compare(Comparison comparison, Subject subject, Case one, Path folder, ReportTable table)
            throws IOException {
        try {
            table.row(comparison.row(subject, one, folder));
            return true;
        } catch (KingletException e) {
            return failed(e);
        }
    }

    private static boolean failed(KingletException e) {
        System.err.println("bench/peers: " + e.getMessage());
        return false;
    }

    private List<Case> cases(Subject subject) {
        return threads.stream()
                .flatMap(count -> batches.stream().map(batch -> new Case(subject.name(), count, batch)))
                .toList();
    }

    private void requirePositive(String option, List<Integer> values) {
        for (int value : values) {
            if (value < 1) {
                throw new ParameterException(
                        spec.commandLine(), "%s is %d; it must be at least 1".formatted(option, value));
            }
        }
    }
}
