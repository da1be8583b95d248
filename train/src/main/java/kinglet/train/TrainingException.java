package kinglet.train;

import kinglet.graph.KingletException;

/** A network, data or a setting that training cannot use; the message says what to do. */
public class TrainingException extends KingletException {
    private static final long serialVersionUID = 1;

    public TrainingException(String message) {
        super(message);
    }
}
