package kinglet.networks;

import java.util.Collection;
import java.util.List;
import kinglet.graph.KingletException;

/** An id that no network has; the message names the nearest ones. */
public final class UnknownNetworkException extends KingletException {
    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 3;

    private final List<String> nearest;

    UnknownNetworkException(String id, Collection<String> known) {
        this(id, NearestNames.of(id, known, SUGGESTIONS));
    }

    private UnknownNetworkException(String id, List<String> nearest) {
        super("there is no network '%s'; did you mean %s?".formatted(id, String.join(", ", nearest)));
        this.nearest = nearest;
    }

    /** The ids nearest to what was asked for, the nearest first. */
    public List<String> nearest() {
        return nearest;
    }
}
