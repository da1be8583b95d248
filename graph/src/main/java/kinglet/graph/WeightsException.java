package kinglet.graph;

/** Weights that do not fit a network: the message lists what is missing, what is extra, and what has another shape. */
public final class WeightsException extends KingletException {
    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }
}
