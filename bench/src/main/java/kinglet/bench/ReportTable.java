package kinglet.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The report of a comparison: rows as they come, and the means at the end. */
final class ReportTable {
    private final ReportFormat format;
    private final List<String> peers;
    private final PrintStream out;
    private final RowPrinter<Row> printer;
    private final List<Row> rows = new ArrayList<>();

    ReportTable(ReportFormat format, List<String> runtimes, int nameWidth, PrintStream out) {
        this.format = format;
        this.peers = runtimes.stream().filter(r -> !r.equals(Kinglet.NAME)).toList();
        this.out = out;
        this.printer = new RowPrinter<>(format, columns(runtimes, peers), nameWidth, out);
    }

    private static List<Column<Row>> columns(List<String> runtimes, List<String> peers) {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(Column.of("network", row -> row.of().network()));
        columns.add(Column.of("threads", row -> row.of().threads()));
        columns.add(Column.of("batch", row -> row.of().batch()));
        runtimes.forEach(name -> columns.add(Column.number(name + " ms", name + "_ms", 2, row -> time(row, name))));
        peers.forEach(name -> columns.add(Column.number("/" + name, "ratio_" + name, 2, row -> row.ratio(name))));
        columns.add(Column.number("GFLOP/s", "gflops", 1, Row::gflops));
        columns.add(Column.number("% of peak", "percent_of_peak", 0, Row::percentOfPeak));
        runtimes.forEach(name ->
                columns.add(Column.megabytes(name, row -> row.result(name).map(Row.Result::peakBytes))));
        return columns;
    }

    private static OptionalDouble time(Row row, String runtime) {
        return row.result(runtime).stream()
                .mapToDouble(Row.Result::milliseconds)
                .findFirst();
    }

    /** What comes before the first row. */
    void begin(double coreGflops) {
        switch (format) {
            case table -> out.printf(Locale.ROOT, "multiply-add peak of a core: %.1f GFLOP/s%n", coreGflops);
            case json -> out.printf(Locale.ROOT, "{\"core_gflops\": %.1f,%n\"rows\": ", coreGflops);
            case csv, markdown -> {}
        }
        printer.header();
    }

    void row(Row row) {
        printer.row(row);
        rows.add(row);
    }

    /** The geometric means; a CSV file has none. */
    void end() {
        printer.footer();
        List<Mean> means = Mean.of(rows, peers);
        switch (format) {
            case table -> means.forEach(mean -> out.println(sentence(mean)));
            case markdown -> {
                out.println();
                means.forEach(mean -> out.println("- " + sentence(mean)));
            }
            case csv -> {}
            case json ->
                out.println(means.stream()
                        .map(mean -> RowPrinter.json(record(mean)))
                        .collect(Collectors.joining(",\n  ", ",\n\"means\": [\n  ", "]}")));
        }
        out.flush();
    }

    private static String sentence(Mean mean) {
        return String.format(
                Locale.ROOT,
                "%s: geometric mean of kinglet/%s over %d %s %.3f, worst %s %.3f",
                mean.setting(),
                mean.runtime(),
                mean.networks(),
                mean.networks() == 1 ? "network" : "networks",
                mean.ratio(),
                mean.worst(),
                mean.worstRatio());
    }

    private static Map<String, Object> record(Mean mean) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("threads", mean.setting().threads());
        record.put("batch", mean.setting().batch());
        record.put("runtime", mean.runtime());
        record.put("networks", mean.networks());
        record.put("geometric_mean", mean.ratio());
        record.put("worst", mean.worst());
        record.put("worst_ratio", mean.worstRatio());
        return record;
    }
}
