package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows one by one, as they come.
 *
 * @param <T> what a row is made from
 */
final class RowPrinter<T> {
    private final ReportFormat format;
    private final List<Column<T>> columns;
    private final int firstWidth;
    private final PrintStream out;
    private boolean first = true;

    /** The first column gets so many characters, the others those of their titles. */
    RowPrinter(ReportFormat format, List<Column<T>> columns, int firstWidth, PrintStream out) {
        this.format = format;
        this.columns = List.copyOf(columns);
        this.firstWidth = firstWidth;
        this.out = out;
    }

    void header() {
        switch (format) {
            case table -> aligned(Column::title);
            case csv -> out.println(columns.stream().map(Column::key).collect(Collectors.joining(",")));
            case markdown -> {
                marked(Column::title);
                out.println("|---|" + "---:|".repeat(columns.size() - 1));
            }
            case json -> out.print("[");
        }
        out.flush();
    }

    void row(T row) {
        switch (format) {
            case table -> aligned(column -> column.text(row));
            case csv ->
                out.println(columns.stream()
                        .map(c -> c.value().apply(row).map(Object::toString).orElse(""))
                        .collect(Collectors.joining(",")));
            case markdown -> marked(column -> column.text(row));
            case json -> out.print((first ? "\n  " : ",\n  ") + json(record(row)));
        }
        first = false;
        out.flush();
    }

    /** Ends the list of rows. */
    void footer() {
        if (format == ReportFormat.json) {
            out.print("]");
        }
    }

    /** One line. */
    static String json(Map<String, ? extends @Nullable Object> record) {
        try {
            return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, @Nullable Object> record(T row) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        columns.forEach(
                column -> record.put(column.key(), column.value().apply(row).orElse(null)));
        return record;
    }

    private void marked(Function<Column<T>, String> text) {
        out.println(columns.stream().map(text).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void aligned(Function<Column<T>, String> text) {
        StringBuilder line = new StringBuilder();
        for (Column<T> column : columns) {
            line.append(
                    line.isEmpty()
                            ? String.format("%-" + firstWidth + "s", text.apply(column))
                            : String.format("  %" + column.title().length() + "s", text.apply(column)));
        }
        out.println(line);
    }
}
