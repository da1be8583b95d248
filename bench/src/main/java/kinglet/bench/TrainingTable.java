package kinglet.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The report of trainings: rows as they come, and the mean at the end. */
final class TrainingTable {
    private final ReportFormat format;
    private final PrintStream out;
    private final RowPrinter<TrainingRow> printer;
    private final List<TrainingRow> rows = new ArrayList<>();

    TrainingTable(ReportFormat format, List<String> rivals, int nameWidth, PrintStream out) {
        this.format = format;
        this.out = out;
        this.printer = new RowPrinter<>(
                format,
                rivals.isEmpty()
                        ? own()
                        : Stream.concat(own().stream(), compared(rivals)).toList(),
                nameWidth,
                out);
    }

    private static List<Column<TrainingRow>> own() {
        return List.of(
                Column.of("network", row -> row.of().network()),
                Column.of("pixels", row -> row.of().pixels()),
                Column.of("batch", row -> row.of().batch()),
                Column.of("threads", TrainingRow::threads),
                images("kinglet", row -> Optional.of(row.kinglet())),
                Column.megabytes("kinglet", row -> Optional.of(row.kinglet().peakBytes())));
    }

    private static Stream<Column<TrainingRow>> compared(List<String> rivals) {
        return Stream.concat(
                rivals.stream()
                        .map(name -> images(
                                name, row -> Optional.ofNullable(row.rivals().get(name)))),
                Stream.of(
                        Column.megabytes("fastest", row -> row.best().map(TrainingRow.Result::peakBytes)),
                        Column.number("times as fast", "speed_ratio", 2, TrainingRow::speed),
                        Column.number("memory ratio", "memory_ratio", 2, TrainingRow::memory)));
    }

    private static Column<TrainingRow> images(String who, Function<TrainingRow, Optional<TrainingRow.Result>> result) {
        return Column.number(
                who + " images/s",
                who.replace(' ', '_') + "_images_per_second",
                1,
                row -> result.apply(row).map(r -> OptionalDouble.of(r.images())).orElse(OptionalDouble.empty()));
    }

    void begin() {
        if (format == ReportFormat.json) {
            out.print("{\"rows\": ");
        }
        printer.header();
    }

    void row(TrainingRow row) {
        printer.row(row);
        rows.add(row);
    }

    /** The mean; a CSV file has none. */
    void end() {
        printer.footer();
        Optional<TrainingMean> mean = TrainingMean.of(rows);
        switch (format) {
            case table -> mean.ifPresent(out::println);
            case markdown ->
                mean.ifPresent(m -> {
                    out.println();
                    out.println(m);
                });
            case csv -> {}
            case json ->
                out.println(mean.map(m -> ",\n\"mean\": " + RowPrinter.json(m.record()))
                                .orElse("") + "}");
        }
        out.flush();
    }
}
