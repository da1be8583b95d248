package kinglet.formats;

import kinglet.graph.KingletException;

/** A file that cannot be read or written: the message says what is wrong with it and what to do. */
public final class FormatException extends KingletException {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
