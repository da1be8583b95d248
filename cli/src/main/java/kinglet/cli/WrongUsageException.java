package kinglet.cli;

import kinglet.graph.KingletException;

/** The command was given words that make no sense together; ends with exit code 2. */
final class WrongUsageException extends KingletException {
    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }
}
