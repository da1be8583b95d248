package kinglet.formats;

import kinglet.graph.KingletException;

/**
 * A file that cannot be read or written: the message says in one line what is wrong with it and what to do. Names from a damaged file can
 * hold anything, so what is no printable character becomes a question mark and what is very long is cut.
 */
public final class FormatException extends KingletException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    public FormatException(String message) {
        super(line(message));
    }

    public FormatException(String message, Throwable cause) {
        super(line(message), cause);
    }

    private static String line(String message) {
        String cut = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        return cut.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    }
}
