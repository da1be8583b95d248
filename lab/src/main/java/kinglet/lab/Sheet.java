package kinglet.lab;

import java.util.List;

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
}
