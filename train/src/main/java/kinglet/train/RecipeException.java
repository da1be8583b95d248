package kinglet.train;

import kinglet.graph.KingletException;

/** A recipe with a setting that makes no sense; the message has the setting and its range. */
public final class RecipeException extends KingletException {
    private static final long serialVersionUID = 1L;

    public RecipeException(String message) {
        super(message);
    }
}
