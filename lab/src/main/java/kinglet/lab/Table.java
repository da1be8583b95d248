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
    public Table<T> perhaps(String key, String title, Function<T, Optional<Number>> value, Function<Number, String> text) {
        columns.add(new Column<>(
                key,
                title,
                false,
                value::apply,
                row -> value.apply(row).map(text).orElse("-")));
        return this;
    }

    /** The rows as they go into JSON: key to raw value, null where there is none. */
    public List<Map<String, @Nullable Object>> records(List<T> rows) {
        return rows.stream().map(this::record).toList();
    }

    public void print(Format format, List<T> rows, PrintStream out) {
        switch (format) {
            case table -> printAligned(rows, out);
            case markdown -> printMarkdown(rows, out);
            case csv -> printCsv(rows, out);
            case json -> printJson(records(rows), out);
        }
    }

    /** Any value of maps, lists, strings and numbers, indented. */
    public static void printJson(Object value, PrintStream out) {
        try {
            out.println(JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .asString(value));
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

    private void printAligned(List<T> rows, PrintStream out) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::title).toList());
        rows.forEach(row -> cells.add(texts(row)));
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> cells.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                text.append(i == 0 ? "" : "  ")
                        .append(columns.get(i).left ? line.get(i) + padding : padding + line.get(i));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private void printMarkdown(List<T> rows, PrintStream out) {
        out.println(columns.stream().map(Column::title).collect(Collectors.joining(" | ", "| ", " |")));
        out.println(columns.stream().map(c -> c.left ? "---" : "---:").collect(Collectors.joining("|", "|", "|")));
        rows.forEach(row -> out.println(
                texts(row).stream().map(t -> t.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"))));
    }

    private void printCsv(List<T> rows, PrintStream out) {
        out.println(columns.stream().map(Column::key).collect(Collectors.joining(",")));
        for (T row : rows) {
            out.println(columns.stream()
                    .map(c -> quoted(c.value.apply(row).map(Object::toString).orElse("")))
                    .collect(Collectors.joining(",")));
        }
    }

    private List<String> texts(T row) {
        return columns.stream().map(c -> c.text.apply(row)).toList();
    }

    /** As RFC 4180 says. */
    private static String quoted(String value) {
        return value.matches("(?s).*[\",\\r\\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
