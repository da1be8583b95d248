package kinglet.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import kinglet.networks.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kinglet list}: the catalogue. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The networks of the catalogue: parameters, mult-adds, published accuracy.",
        footer = {
            "",
            "Parameters and mult-adds are counted here (convention paper); accuracy is what was published.",
            "",
            "Examples:",
            "  kinglet list mobilenet",
            "  kinglet list --format csv"
        })
final class ListCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "only networks whose id contains one of these")
    private List<String> words = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    /** An entry with what it costs as published. */
    record Row(Entry entry, NetworkCost cost) {
        static Row of(Entry entry) {
            return new Row(entry, NetworkCost.of(entry.build()));
        }

        Optional<Published> figures() {
            return entry.published(NetworkOptions.NONE);
        }

        Optional<Number> top1() {
            return figures().map(p -> p.top1().getAsDouble());
        }

        Optional<Number> top5() {
            return figures().filter(p -> p.top5().isPresent()).map(p -> p.top5().getAsDouble());
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = Catalogue.entries().stream()
                .filter(entry -> words.isEmpty() || words.stream().anyMatch(entry.id()::contains))
                .map(Row::of)
                .toList();
        if (rows.isEmpty()) {
            throw new WrongUsageException(
                    "no network's id contains %s; 'kinglet list' shows all".formatted(String.join(" or ", words)));
        }
        table().print(format.format(), rows, System.out);
        return 0;
    }

    private static Table<Row> table() {
        return new Table<Row>()
                .words("id", "id", row -> row.entry().id())
                .words("title", "network", row -> row.entry().title())
                .words("input", "input", row -> row.entry().input().toString())
                .number("params", "params", row -> row.cost().params(), n -> Quantities.count(n.doubleValue()))
                .number(
                        "mult_adds",
                        "mult-adds",
                        row -> row.cost().multAdds(Convention.PAPER),
                        n -> Quantities.count(n.doubleValue()))
                .perhaps("top1", "top-1 %", Row::top1, n -> Quantities.decimal(n.doubleValue(), 1))
                .perhaps("top5", "top-5 %", Row::top5, n -> Quantities.decimal(n.doubleValue(), 1))
                .words(
                        "source",
                        "published by",
                        row -> row.figures().map(Published::source).orElse(""));
    }
}
