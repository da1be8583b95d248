package kinglet.lab;

/** Text as HTML and XML want it. */
public final class Html {

    private Html() {}

    /** With marks in place of the characters that mean something, and without those that XML does not allow. */
    public static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
