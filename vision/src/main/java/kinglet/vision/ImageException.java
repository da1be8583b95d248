package kinglet.vision;

import kinglet.graph.KingletException;

/** A picture that cannot be used; the message names it and says why. */
public class ImageException extends KingletException {
    private static final long serialVersionUID = 1L;

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
