package kinglet.lab;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.cost.NetworkCost;

/**
 * What the time of a network was spent on.
 *
 * @param title of the network
 * @param cost of it
 * @param setting how it was run
 * @param spread of whole runs, each step timed
 * @param milliseconds of each kind, medians
 */
record Decomposition(
        String title, NetworkCost cost, Setting setting, Spread spread, Map<StepKind, Double> milliseconds) {

    static Decomposition of(String title, NetworkCost cost, Setting setting, Spread spread, DecompositionRun run) {
        Map<StepKind, Double> milliseconds = new EnumMap<>(StepKind.class);
        for (StepKind kind : StepKind.values()) {
            milliseconds.put(kind, run.milliseconds(kind, spread.runs()));
        }
        return new Decomposition(title, cost, setting, spread, milliseconds);
    }

    double milliseconds(StepKind kind) {
        return milliseconds.getOrDefault(kind, 0.0);
    }

    private double total() {
        return Stream.of(StepKind.values()).mapToDouble(this::milliseconds).sum();
    }

    double share(StepKind kind) {
        return milliseconds(kind) / total();
    }

    /** Of the time, what mult-adds count: the convolutions of all kinds. */
    double convolutions() {
        return Stream.of(StepKind.values())
                .filter(StepKind::isConvolution)
                .mapToDouble(this::share)
                .sum();
    }

    /** Of the mult-adds, what a kind does. */
    double multAddsShare(StepKind kind) {
        List<LayerCost> layers = cost.layers();
        double of = layers.stream()
                .filter(layer -> StepKind.of(layer.node()) == kind)
                .mapToLong(layer -> layer.multAdds(Convention.PAPER))
                .sum();
        return of / cost.multAdds(Convention.PAPER);
    }

    String name() {
        return "%s, %s".formatted(title, setting);
    }

    BarsPlot.Bar bar() {
        return new BarsPlot.Bar(
                name(), Stream.of(StepKind.values()).map(this::share).toList(), Figures.milliseconds(total()) + " ms");
    }

    static Table<Decomposition> table() {
        Table<Decomposition> table = new Table<Decomposition>()
                .words("network", "network", Decomposition::title)
                .words("compilation", "run", d -> Setting.words(d.setting().compilation()))
                .number("threads", "threads", d -> d.setting().threads(), Number::toString)
                .number("median_ms", "median ms", d -> d.spread().median(), Figures::milliseconds)
                .number("lower_quartile_ms", "quartile", d -> d.spread().lower(), Figures::milliseconds)
                .number("upper_quartile_ms", "quartile", d -> d.spread().upper(), Figures::milliseconds)
                .number("runs", "runs", d -> d.spread().runs(), Number::toString);
        for (StepKind kind : StepKind.values()) {
            table.number(kind.key() + "_ms", kind.words() + ", ms", d -> d.milliseconds(kind), Figures::milliseconds)
                    .number(
                            kind.key() + "_share",
                            "",
                            d -> d.share(kind),
                            share -> "(%s)".formatted(Figures.percent(share)));
        }
        return table;
    }
}
