package kinglet.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table with its rows.
 *
 * @param name of its file, as in {@code name.csv}: lower case, words joined by hyphens
 * @param caption above it
 * @param table its columns, whose titles have the units
 * @param rows in order
 * @param <T> the record of a row
 */
public record Sheet<T>(String name, String caption, Table<T> table, List<T> rows) implements Part {

    public Sheet {
        rows = List.copyOf(rows);
    }

    String text(Format format) {
        return table.text(format, rows);
    }

    String html() {
        return table.html(caption, rows);
    }

    List<Map<String, @Nullable Object>> records() {
        return table.records(rows);
    }
}
