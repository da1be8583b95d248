package kinglet.lab;

/**
 * A plot or a drawing.
 *
 * @param name of its file, as in {@code name.svg}: lower case, words joined by hyphens
 * @param caption below it
 * @param svg an {@code svg} element with its name space, whose ink is {@code currentColor}
 */
public record Picture(String name, String caption, String svg) implements Part {
    private static final String INK = "<style>svg { color: #1d2430; background: #fff }"
            + " @media (prefers-color-scheme: dark) { svg { color: #e4e8ee; background: #14181e } }</style>\n";

    /** The same with ink and paper of its own, light or dark, as a file needs. */
    public String standalone() {
        int inside = svg.indexOf('>') + 1;
        return svg.substring(0, inside) + INK + svg.substring(inside);
    }
}
