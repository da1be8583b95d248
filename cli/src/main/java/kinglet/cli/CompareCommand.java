package kinglet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.cost.NetworkCost;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import kinglet.networks.Catalogue;
import kinglet.networks.Published;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet compare}: networks side by side, as a table and as a picture. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Networks side by side: cost, published accuracy, and what each thousandth of the cost buys.",
        footer = {
            "",
            "Options of networks (--width, --resolution, ...) apply to each of them. Mult-adds are not speed: look at",
            "memory access and intensity too, and measure with 'kinglet bench'.",
            "",
            "Example:",
            "  kinglet compare mobilenet_v2 shufflenet_v2_x1_0 --plot=compare.svg"
        })
final class CompareCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NET", arity = "1..*", description = "ids of the catalogue, or model files")
    private List<String> nets = List.of();

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private ConventionOption convention = new ConventionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--plot",
            arity = "0..1",
            fallbackValue = "compare.svg",
            paramLabel = "FILE",
            description = "also draw accuracy against mult-adds, parameters and memory access: an .svg or .png file"
                    + " (without a name: ${FALLBACK-VALUE})")
    private @Nullable Path plot;

    /** One network with its cost and what was published of exactly this variant. */
    record Row(String name, NetworkCost cost, Optional<Published> figures) {

        Optional<Number> top1() {
            return figures.map(p -> p.top1().getAsDouble());
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>();
        for (String net : nets) {
            NetworkCost cost = NetworkCost.of(options.network(net));
            rows.add(new Row(cost.network().name(), cost, figures(net)));
        }
        rows.sort(Comparator.comparingLong(row -> row.cost().multAdds(convention.convention())));
        table().print(format.format(), rows, System.out);
        if (plot != null) {
            ComparePlot.write(rows, convention.convention(), plot);
            System.err.println("wrote " + plot);
        }
        return 0;
    }

    private Optional<Published> figures(String net) {
        return Catalogue.entries().stream()
                .filter(entry -> entry.id().equals(net))
                .findFirst()
                .flatMap(entry -> entry.published(options.options()));
    }

    private Table<Row> table() {
        var rules = convention.convention();
        return new Table<Row>()
                .words("network", "network", Row::name)
                .words(
                        "input",
                        "input",
                        row -> row.cost().network().inputs().getFirst().shape().toString())
                .number("params", "params", row -> row.cost().params(), n -> Quantities.count(n.doubleValue()))
                .number(
                        "mult_adds",
                        rules.unit(),
                        row -> row.cost().multAdds(rules),
                        n -> Quantities.count(n.doubleValue()))
                .number(
                        "activations",
                        "activations",
                        row -> row.cost().activations(),
                        n -> Quantities.count(n.doubleValue()))
                .number(
                        "memory_access",
                        "memory access",
                        row -> row.cost().memoryAccess(),
                        n -> Quantities.count(n.doubleValue()))
                .number(
                        "memory_access_over_bound",
                        "over bound",
                        row -> row.cost().memoryAccess() / row.cost().memoryAccessLowerBound(),
                        n -> Quantities.decimal(n.doubleValue(), 2))
                .number(
                        "intensity",
                        "flop/byte",
                        row -> row.cost().intensity(),
                        n -> Quantities.decimal(n.doubleValue(), 1))
                .perhaps("top1", "top-1 %", Row::top1, n -> Quantities.decimal(n.doubleValue(), 1))
                .words(
                        "source",
                        "published by",
                        row -> row.figures().map(Published::source).orElse("-"));
    }
}
