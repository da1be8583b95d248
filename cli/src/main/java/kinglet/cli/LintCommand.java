package kinglet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kinglet.cost.Finding;
import kinglet.cost.Guideline;
import kinglet.cost.Lint;
import kinglet.cost.NetworkCost;
import kinglet.lab.Format;
import kinglet.lab.Quantities;
import kinglet.lab.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet lint}: where a network goes against the guidelines of ShuffleNetV2. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Applies the guidelines of ShuffleNetV2 (section 2) to a network: G1 equal channel widths, G2 group convolutions,",
            "G3 fragmentation, G4 element-wise operations. Cost and saving are memory access in values."
        },
        footer = {"", "Example:", "  kinglet lint mobilenet_v2 --top 5"})
final class LintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NET", description = "an id of the catalogue (kinglet list), or a model file")
    private String net = "";

    @Mixin
    private NetworkOptionsMixin options = new NetworkOptionsMixin();

    @Option(names = "--guideline", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private List<Guideline> guidelines = List.of(Guideline.values());

    @Option(
            names = "--top",
            defaultValue = "20",
            description = "how many findings, the largest saving first (default: ${DEFAULT-VALUE})")
    private int top;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        Lint lint = Lint.of(options.network(net));
        List<Finding> findings = lint.findings().stream()
                .filter(f -> guidelines.contains(f.guideline()))
                .toList();
        List<Finding> shown =
                format.format() == Format.table ? findings.stream().limit(top).toList() : findings;
        if (format.format() == Format.json) {
            Table.printJson(json(lint, shown), System.out);
            return 0;
        }
        if (!shown.isEmpty()) {
            table().print(format.format(), shown, System.out);
        }
        if (format.format() == Format.table) {
            printTotals(lint, findings.size() - shown.size());
        }
        return 0;
    }

    private static Table<Finding> table() {
        return new Table<Finding>()
                .words("guideline", "", f -> f.guideline().name())
                .words("layer", "layer", Finding::layer)
                .words("problem", "problem", Finding::problem)
                .number("cost", "cost", Finding::cost, n -> Quantities.count(n.doubleValue()))
                .number("saving", "saving", Finding::saving, n -> Quantities.count(n.doubleValue()))
                .words("remedy", "remedy", Finding::remedy);
    }

    private void printTotals(Lint lint, int hidden) {
        if (hidden > 0) {
            System.out.printf("... and %d more (--top %d shows all)%n", hidden, hidden + top);
        }
        System.out.println();
        long access = NetworkCost.of(lint.network()).memoryAccess();
        System.out.printf("%s accesses %s values an image%n", lint.network().name(), Quantities.count(access));
        for (Guideline guideline : guidelines) {
            long saving = lint.saving(guideline);
            System.out.printf(
                    "%s  %-64s %4d findings, %s to save (%s %%)%n",
                    guideline,
                    guideline.title(),
                    lint.findings(guideline).size(),
                    Quantities.count(saving),
                    Quantities.decimal(100.0 * saving / access, 1));
        }
    }

    private Map<String, Object> json(Lint lint, List<Finding> findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> savings = new LinkedHashMap<>();
        guidelines.forEach(g -> savings.put(g.name(), lint.saving(g)));
        json.put("network", lint.network().name());
        json.put("memory_access", NetworkCost.of(lint.network()).memoryAccess());
        json.put("savings", savings);
        json.put("findings", table().records(findings));
        return json;
    }
}
