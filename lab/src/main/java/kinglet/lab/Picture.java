package kinglet.lab;

/**
 * A plot or a drawing.
 *
 * @param name of its file, as in {@code name.svg}: lower case, words joined by hyphens
 * @param caption below it
 * @param svg an {@code svg} element with its name space, whose ink is {@code currentColor}
 */
public record Picture(String name, String caption, String svg) implements Part {}
