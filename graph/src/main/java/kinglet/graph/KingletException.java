package kinglet.graph;

/** The root of every failure that Kinglet reports to its user: one line that says what is wrong and what to do about it. */
public class KingletException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KingletException(String message) {
        super(message);
    }

    public KingletException(String message, Throwable cause) {
        super(message, cause);
    }
}
