package kinglet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.engine.Engine;
import kinglet.graph.Model;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet bench}: how fast networks run here. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Latency and throughput of networks on this machine, after warming up. Values of weights do not matter for speed.",
        footer = {"", "Example:", "  kinglet bench mobilenet_v2 shufflenet_v2_x1_0 --threads 1"})
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NET", arity = "1..*", description = "ids of the catalogue, or model files")
    private List<String> nets = List.of();

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private EngineMixin engine = new EngineMixin();

    @Option(names = "--batch", defaultValue = "1", description = "images at once (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "measured for each, after as much again (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--weights", paramLabel = "FILE", description = "a checkpoint, with one network")
    private @Nullable Path weights;

    @Mixin
    private FormatOption format = new FormatOption();

    /** What was measured of one network. */
    private record Row(String network, int threads, String kernels, Latency latency, long multAdds) {
        double gigaflops() {
            return 2.0 * multAdds * latency.imagesPerSecond() / 1e9;
        }
    }

    @Override
    public Integer call() {
        if (batch < 1 || !(seconds > 0)) {
            throw new WrongUsageException("--batch and --seconds must be above 0");
        }
        List<Row> rows = new ArrayList<>();
        for (String net : nets) {
            Model model = options.model(net, Optional.ofNullable(weights));
            try (Engine running = engine.engine()) {
                rows.add(measure(model, running));
            }
        }
        table().print(format.format(), rows, System.out);
        return 0;
    }

    private Row measure(Model model, Engine running) {
        Latency latency = Latency.of(running.compile(model), batch, seconds);
        long multAdds = NetworkCost.of(model.network()).multAdds(Convention.PAPER);
        return new Row(model.network().name(), running.threads(), running.kernels(), latency, multAdds);
    }

    private static Table<Row> table() {
        return new Table<Row>()
                .words("network", "network", Row::network)
                .words("kernels", "kernels", Row::kernels)
                .number("threads", "threads", Row::threads, Number::toString)
                .number("batch", "batch", row -> row.latency().batch(), Number::toString)
                .number("runs", "runs", row -> row.latency().times().length, Number::toString)
                .number(
                        "median_ms",
                        "median ms",
                        row -> row.latency().quantile(0.5),
                        n -> Quantities.decimal(n.doubleValue(), 2))
                .number(
                        "p90_ms",
                        "p90 ms",
                        row -> row.latency().quantile(0.9),
                        n -> Quantities.decimal(n.doubleValue(), 2))
                .number(
                        "images_per_second",
                        "images/s",
                        row -> row.latency().imagesPerSecond(),
                        n -> Quantities.decimal(n.doubleValue(), 1))
                .number("gigaflops", "GFLOP/s", Row::gigaflops, n -> Quantities.decimal(n.doubleValue(), 1));
    }
}
