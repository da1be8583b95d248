package kinglet.graph;

/** A network that cannot exist: the message names the node, the numbers, and the rule they break. */
public final class InvalidNetworkException extends KingletException {
    private static final long serialVersionUID = 1L;

    public InvalidNetworkException(String message) {
        super(message);
    }

    /** The same failure, told of a node by name. */
    InvalidNetworkException at(String node, Op op) {
        return new InvalidNetworkException("node '%s' (%s): %s".formatted(node, op.label(), getMessage()));
    }
}
