package kinglet.vision;

import kinglet.graph.KingletException;

/** A data set that cannot be used; the message names it, says why, and what to do. */
public class DatasetException extends KingletException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
