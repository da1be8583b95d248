package kinglet.networks;

import kinglet.graph.KingletException;

/** An option that a network does not know, or a value it cannot have. */
public final class InvalidOptionException extends KingletException {
    private static final long serialVersionUID = 1L;

    public InvalidOptionException(String message) {
        super(message);
    }
}
