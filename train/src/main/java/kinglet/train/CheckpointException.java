package kinglet.train;

import kinglet.graph.KingletException;

/** A checkpoint that cannot be read, written or used; the message says what is wrong with it and what to do. */
public final class CheckpointException extends KingletException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
