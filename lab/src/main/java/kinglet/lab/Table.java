package kinglet.lab;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind, printed for people or for programs from the same columns: JSON and CSV get the raw value under the column's
 * key, a table and Markdown get the text under its title.
 *
 * @param <T> the record of a row
 */
public final class Table<T> {
    private record Column<T>(
            String key, String title, boolean left, Function<T, Optional<?>> value, Function<T, String> text) {}

    private final List<Column<T>> columns = new ArrayList<>();

    /** A column of words, aligned to the left. */
    public Table<T> words(String key, String title, Function<T, String> value) {
        return words(key, title, value, value);
    }

    /** A column of words that are shown to people by {@code text}, shorter. */
    public Table<T> words(String key, String title, Function<T, String> value, Function<T, String> text) {
        columns.add(new Column<>(key, title, true, row -> Optional.of(value.apply(row)), text));
        return this;
    }

    /** A column of numbers, aligned to the right and shown by {@code text}. */
    public Table<T> number(String key, String title, Function<T, Number> value, Function<Number, String> text) {
        return perhaps(key, title, row -> Optional.of(value.apply(row)), text);
    }

    /** A column of numbers that not every row has: a dash in a table, null in JSON, empty in CSV. */
    public Table<T> perhaps(
            String key, String title, Function<T, Optional<Number>> value, Function<Number, String> text) {
        return marked(key, title, value, row -> value.apply(row).map(text).orElse("-"));
    }

    /** The same, where a record has its own text for people. */
    public Table<T> marked(String key, String title, Function<T, Optional<Number>> value, Function<T, String> text) {
        columns.add(new Column<>(key, title, false, value::apply, text));
        return this;
    }

    /** The rows as they go into JSON: key to raw value, null where there is none. */
    public List<Map<String, @Nullable Object>> records(List<T> rows) {
        return rows.stream().map(this::record).toList();
    }

    public void print(Format format, List<T> rows, PrintStream out) {
        out.print(text(format, rows));
    }

    /** As {@link #print} prints it, with a line break at the end. */
    String text(Format format, List<T> rows) {
        return switch (format) {
            case table -> aligned(rows);
            case markdown -> markdown(rows);
            case csv -> csv(rows);
            case json -> json(records(rows));
        };
    }

    /** Any value of maps, lists, strings and numbers, indented. */
    public static void printJson(Object value, PrintStream out) {
        out.print(json(value));
    }

    static String json(Object value) {
        try {
            return JSON.std
                            .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                            .asString(value)
                    + System.lineSeparator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, @Nullable Object> record(T row) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (Column<T> column : columns) {
            record.put(column.key, column.value.apply(row).orElse(null));
        }
        return record;
    }

    private String aligned(List<T> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::title).toList());
        rows.forEach(row -> cells.add(texts(row)));
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> cells.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                text.append(i == 0 ? "" : "  ")
                        .append(columns.get(i).left ? line.get(i) + padding : padding + line.get(i));
            }
            lines.add(text.toString().stripTrailing());
        }
        return joined(lines);
    }

    private String markdown(List<T> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::title).collect(Collectors.joining(" | ", "| ", " |")));
        lines.add(columns.stream().map(c -> c.left ? "---" : "---:").collect(Collectors.joining("|", "|", "|")));
        rows.forEach(row -> lines.add(
                texts(row).stream().map(t -> t.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"))));
        return joined(lines);
    }

    private String csv(List<T> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::key).map(Table::quoted).collect(Collectors.joining(",")));
        for (T row : rows) {
            lines.add(columns.stream()
                    .map(c -> quoted(c.value.apply(row).map(Object::toString).orElse("")))
                    .collect(Collectors.joining(",")));
        }
        return joined(lines);
    }

    /** A {@code table} element. */
    String html(String caption, List<T> rows) {
        StringBuilder html = new StringBuilder("<table>");
        if (!caption.isEmpty()) {
            html.append("<caption>%s</caption>".formatted(Html.escaped(caption)));
        }
        html.append('\n');
        htmlRow(html, "th", columns.stream().map(Column::title).toList());
        rows.forEach(row -> htmlRow(html, "td", texts(row)));
        return html.append("</table>\n").toString();
    }

    private void htmlRow(StringBuilder html, String element, List<String> cells) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String alignment = columns.get(i).left ? "" : " class=\"n\"";
            html.append("<%s%s>%s</%s>".formatted(element, alignment, Html.escaped(cells.get(i)), element));
        }
        html.append("</tr>\n");
    }

    private static String joined(List<String> lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private List<String> texts(T row) {
        return columns.stream().map(c -> c.text.apply(row)).toList();
    }

    /** As RFC 4180 says. */
    private static String quoted(String value) {
        return value.matches("(?s).*[\",\\r\\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
