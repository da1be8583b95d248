package kinglet.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A column of a report.
 *
 * @param <T> what a row is made from
 * @param title for people
 * @param key for programs
 * @param decimals how people see a fraction
 * @param value empty where the row has none
 */
record Column<T>(String title, String key, int decimals, Function<T, Optional<?>> value) {

    static <T> Column<T> of(String title, Function<T, Object> value) {
        return new Column<>(title, title, 0, row -> Optional.of(value.apply(row)));
    }

    static <T> Column<T> number(String title, String key, int decimals, Function<T, OptionalDouble> value) {
        return new Column<>(
                title, key, decimals, row -> value.apply(row).stream().boxed().findFirst());
    }

    /** Megabytes of 10^6 bytes, of a number of bytes that is 0 where it is not known. */
    static <T> Column<T> megabytes(String runtime, Function<T, Optional<Long>> bytes) {
        return number(
                runtime + " MB",
                runtime + "_mb",
                0,
                row -> bytes.apply(row).stream()
                        .filter(b -> b > 0)
                        .mapToDouble(b -> b / 1e6)
                        .findFirst());
    }

    /** The value as people read it. */
    String text(T row) {
        Optional<?> found = value.apply(row);
        if (found.isEmpty()) {
            return "-";
        }
        return found.get() instanceof Double number
                ? String.format(Locale.ROOT, "%." + decimals + "f", number)
                : found.get().toString();
    }
}
