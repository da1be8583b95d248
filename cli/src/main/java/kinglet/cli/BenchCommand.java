package kinglet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.engine.Engine;
import kinglet.engine.Plan;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
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
    private static final int LEAST_RUNS = 5;

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

    /** What was measured of one network; times are sorted, in milliseconds. */
    private record Row(String network, int threads, int batch, String kernels, double[] times, long multAdds) {
        double quantile(double share) {
            return times[(int) Math.min(times.length - 1L, Math.round(share * (times.length - 1)))];
        }

        double imagesPerSecond() {
            return 1000.0 * batch / quantile(0.5);
        }

        double gigaflops() {
            return 2.0 * multAdds * imagesPerSecond() / 1e9;
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
        Plan plan = running.compile(model);
        Shape shape = model.network().input().shape();
        Tensor input = FormulaWeights.input(batch, shape.channels(), shape.height(), shape.width());
        repeat(plan, input);
        double[] times = repeat(plan, input);
        Arrays.sort(times);
        long multAdds = NetworkCost.of(model.network()).multAdds(Convention.PAPER);
        return new Row(model.network().name(), running.threads(), batch, running.kernels(), times, multAdds);
    }

    private double[] repeat(Plan plan, Tensor input) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            plan.run(input);
            times.add((System.nanoTime() - start) / 1e6);
        } while (System.nanoTime() < end || times.size() < LEAST_RUNS);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Table<Row> table() {
        return new Table<Row>()
                .words("network", "network", Row::network)
                .words("kernels", "kernels", Row::kernels)
                .number("threads", "threads", Row::threads, Number::toString)
                .number("batch", "batch", Row::batch, Number::toString)
                .number("runs", "runs", row -> row.times().length, Number::toString)
                .number("median_ms", "median ms", row -> row.quantile(0.5), n -> Quantities.decimal(n.doubleValue(), 2))
                .number("p90_ms", "p90 ms", row -> row.quantile(0.9), n -> Quantities.decimal(n.doubleValue(), 2))
                .number(
                        "images_per_second",
                        "images/s",
                        Row::imagesPerSecond,
                        n -> Quantities.decimal(n.doubleValue(), 1))
                .number("gigaflops", "GFLOP/s", Row::gigaflops, n -> Quantities.decimal(n.doubleValue(), 1));
    }
}
