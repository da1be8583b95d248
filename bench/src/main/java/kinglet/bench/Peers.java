package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.networks.Catalogue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Kinglet beside ONNX Runtime on the same file. The two take turns in fresh processes (A B A B ...), and the medians over the rounds
 * are compared, so that a machine that is slow for a while is slow for both.
 */
@Command(
        name = "bench/peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Times Kinglet beside ONNX Runtime on the same networks, in fresh processes that take turns.",
        footer = {"", "Example:", "  bench/peers mobilenet_v2 resnet50 --threads 1,2 --format json"})
public final class Peers implements Callable<Integer> {
    private static final double SAME_OUTPUT = 1e-3;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private enum Format {
        table,
        json
    }

    private record Case(String network, int threads, int batch) {}

    private record Row(Case of, double kinglet, double onnxruntime) {
        double ratio() {
            return kinglet / onnxruntime;
        }
    }

    @Parameters(
            paramLabel = "NETWORK",
            description = "ids of the catalogue (default: ${DEFAULT-VALUE})",
            defaultValue = "mobilenet_v2 shufflenet_v2_x1_0 squeezenet1_1 efficientnet_b0 resnet50",
            split = " ")
    private List<String> networks = List.of();

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
            names = "--rounds",
            defaultValue = "3",
            description = "processes of each runtime (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "measured in each process (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.table;

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Peers());
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            System.err.println("bench/peers: " + (e instanceof KingletException ? e.getMessage() : e.toString()));
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (format == Format.table) {
            print("network", "threads", "batch", "kinglet ms", "onnxruntime ms", "ratio");
        }
        List<Row> rows = new ArrayList<>();
        Path folder = Files.createTempDirectory("kinglet-peers");
        try {
            for (String network : networks) {
                rows.addAll(compare(network, folder.resolve("network.onnx")));
            }
        } finally {
            Files.deleteIfExists(folder.resolve("network.onnx"));
            Files.delete(folder);
        }
        if (format == Format.json) {
            System.out.println(JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                    .asString(rows.stream().map(Peers::record).toList()));
        } else {
            double mean = rows.stream()
                    .mapToDouble(r -> Math.log(r.ratio()))
                    .average()
                    .orElse(0);
            print("geometric mean", "", "", "", "", decimal(Math.exp(mean)));
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Row> compare(String network, Path onnx) throws IOException {
        Network graph = Catalogue.entry(network).build();
        ModelFiles.write(Model.of(graph, FormulaWeights.of(graph)), onnx);
        List<Row> rows = new ArrayList<>();
        for (int count : threads) {
            for (int batch : batches) {
                Row row = compare(new Case(network, count, batch), onnx);
                rows.add(row);
                if (format == Format.table) {
                    print(network, count, batch, decimal(row.kinglet), decimal(row.onnxruntime), decimal(row.ratio()));
                }
            }
        }
        return rows;
    }

    private Row compare(Case one, Path onnx) throws IOException {
        List<Measurement> ours = new ArrayList<>();
        List<Measurement> theirs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(inFreshProcess(KingletPeer.NAME, one, onnx, seconds));
            theirs.add(inFreshProcess(OnnxRuntimePeer.NAME, one, onnx, seconds));
        }
        requireSameOutput(one, ours.getFirst().output(), theirs.getFirst().output());
        return new Row(one, median(ours), median(theirs));
    }

    private static Measurement inFreshProcess(String runtime, Case one, Path onnx, double seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of(
                "--enable-native-access=com.microsoft.onnxruntime", "-p", System.getProperty("jdk.module.path")));
        String extra = System.getProperty("kinglet.peers.jvm", "");
        Stream.of(extra.split(" ")).filter(s -> !s.isEmpty()).forEach(command::add);
        command.addAll(List.of("-m", "kinglet.bench/" + Measurement.class.getName(), runtime, onnx.toString()));
        command.addAll(List.of("" + one.threads, "" + one.batch, "" + seconds));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new KingletException(
                    "%s failed on %s; run it alone to see why: %s".formatted(runtime, one, String.join(" ", command)));
        }
        return JSON.std.beanFrom(Measurement.class, printed);
    }

    private static void requireSameOutput(Case one, List<Double> ours, List<Double> theirs) {
        double largest = theirs.stream().mapToDouble(Math::abs).max().orElse(0);
        for (int i = 0; i < theirs.size(); i++) {
            if (!(Math.abs(ours.get(i) - theirs.get(i)) <= SAME_OUTPUT * largest)) {
                throw new KingletException("%s: output %d is %s here and %s in ONNX Runtime, so the times mean nothing"
                        .formatted(one, i, ours.get(i), theirs.get(i)));
            }
        }
    }

    private static double median(List<Measurement> measurements) {
        double[] times = measurements.stream()
                .mapToDouble(Measurement::milliseconds)
                .sorted()
                .toArray();
        int middle = times.length / 2;
        return times.length % 2 == 1
                ? times[middle]
                : DoubleStream.of(times[middle - 1], times[middle]).average().orElseThrow();
    }

    private static Map<String, Object> record(Row row) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("network", row.of.network);
        record.put("threads", row.of.threads);
        record.put("batch", row.of.batch);
        record.put("kinglet_ms", row.kinglet);
        record.put("onnxruntime_ms", row.onnxruntime);
        record.put("ratio", row.ratio());
        return record;
    }

    private static void print(Object... cells) {
        System.out.printf(Locale.ROOT, "%-24s %7s %6s %11s %15s %7s%n", cells);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
