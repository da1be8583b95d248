package kinglet.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.cost.NetworkCost;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet summary}: a row a layer, and the totals. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What each layer of a network costs for one image, and the whole.",
        footer = {
            "",
            "Memory access is counted in values read and written (ShuffleNetV2, section 2); bound is the least for",
            "as many mult-adds; intensity is in floating point operations a byte.",
            "",
            "Example:",
            "  kinglet summary mobilenet_v1 --width 0.5 --resolution 160"
        })
final class SummaryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NET", description = "an id of the catalogue (kinglet list), or a model file")
    private String net = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Mixin
    private ConventionOption convention = new ConventionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--all", description = "also the layers that cost nothing")
    private boolean all;

    @Override
    public Integer call() {
        NetworkCost cost = NetworkCost.of(options.network(net));
        List<LayerCost> layers = cost.layers().stream()
                .filter(layer -> all || layer.memoryAccess() > 0)
                .toList();
        if (format.format() == Format.json) {
            Table.printJson(json(cost, table().records(layers)), System.out);
        } else {
            table().print(format.format(), layers, System.out);
            if (format.format() == Format.table) {
                printTotals(cost, System.out);
            }
        }
        return 0;
    }

    private Table<LayerCost> table() {
        Convention rules = convention.convention();
        return new Table<LayerCost>()
                .words("name", "layer", layer -> layer.node().name())
                .words("op", "op", layer -> layer.node().op().label())
                .words("output", "output", layer -> layer.node().shape().toString())
                .number("params", "params", LayerCost::params, n -> Quantities.exact(n.longValue()))
                .number("mult_adds", rules.unit(), layer -> layer.multAdds(rules), n -> Quantities.exact(n.longValue()))
                .number("activations", "activations", LayerCost::activations, n -> Quantities.exact(n.longValue()))
                .number("memory_access", "memory access", LayerCost::memoryAccess, n -> Quantities.exact(n.longValue()))
                .number(
                        "memory_access_bound",
                        "bound",
                        LayerCost::memoryAccessLowerBound,
                        n -> Quantities.exact(Math.round(n.doubleValue())))
                .number("intensity", "intensity", LayerCost::intensity, n -> Quantities.decimal(n.doubleValue(), 2));
    }

    private Map<String, Object> json(NetworkCost cost, List<Map<String, @Nullable Object>> layers) {
        Map<String, Object> json = new LinkedHashMap<>();
        Shape input = cost.network().inputs().getFirst().shape();
        json.put("network", cost.network().name());
        json.put("input", List.of(input.channels(), input.height(), input.width()));
        json.put("convention", convention.convention().id());
        json.put("params", cost.params());
        json.put("mult_adds", cost.multAdds(convention.convention()));
        json.put("memory_access", cost.memoryAccess());
        json.put("memory_access_bound", cost.memoryAccessLowerBound());
        json.put("activations", cost.activations());
        json.put("intensity", cost.intensity());
        json.put("model_bytes", cost.modelBytes());
        json.put("layers", layers);
        return json;
    }

    private void printTotals(NetworkCost cost, PrintStream out) {
        Convention rules = convention.convention();
        Network network = cost.network();
        out.println();
        total(
                out,
                "network",
                network.name() + ", input " + network.inputs().getFirst().shape());
        total(out, "params", number(cost.params()) + ", " + Quantities.bytes(cost.modelBytes()) + " in float32");
        total(
                out,
                rules.unit(),
                number(cost.multAdds(rules)) + " (convention " + rules.id() + ": " + rules.description() + ")");
        total(
                out,
                "activations",
                number(cost.activations()) + " values written by convolutions and fully connected layers");
        total(
                out,
                "memory access",
                number(cost.memoryAccess()) + " values, "
                        + Quantities.decimal(cost.memoryAccess() / cost.memoryAccessLowerBound(), 2)
                        + " of its lower bound");
        total(out, "intensity", Quantities.decimal(cost.intensity(), 2) + " floating point operations a byte");
    }

    private static String number(long value) {
        return Quantities.exact(value) + (value < 1000 ? "" : " (" + Quantities.count(value) + ")");
    }

    private static void total(PrintStream out, String name, String value) {
        out.printf("%-14s %s%n", name, value);
    }
}
