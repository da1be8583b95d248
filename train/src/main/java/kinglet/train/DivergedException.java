package kinglet.train;

import java.util.Locale;
import kinglet.graph.KingletException;

/** A loss or gradient that is no longer a number: the message says where, and what to try. */
public final class DivergedException extends KingletException {
    private static final long serialVersionUID = 1L;

    private DivergedException(String message) {
        super(message);
    }

    /**
     * Looks at a step before its gradients are used, so that the parameters are those of the last good one.
     *
     * @throws DivergedException if the loss or the norm is infinite or not a number
     */
    public static void check(long step, double rate, double loss, double gradientNorm) {
        if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
            throw new DivergedException(String.format(
                    Locale.ROOT,
                    "training diverged at step %d (loss %s, gradient norm %s, learning rate %.3g): begin again with a lower "
                            + "learning rate, a longer warm-up, or gradients clipped to norm 1",
                    step,
                    loss,
                    gradientNorm,
                    rate));
        }
    }
}
