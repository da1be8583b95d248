package kinglet.lab;

import java.util.List;

/** Colours that can be told apart on a light page and on a dark one, and by most who cannot tell red from green. */
final class Ink {
    /** For what a paper says. */
    static final String PAPER = "#8a929e";

    private static final List<String> COLOURS =
            List.of("#2f6fb7", "#d1622b", "#3c8d5a", "#8d63b5", "#b0842b", "#c2476f", "#2c93a3");

    private Ink() {}

    /** The colour of the n-th series. */
    static String of(int n) {
        return COLOURS.get(n % COLOURS.size());
    }
}
