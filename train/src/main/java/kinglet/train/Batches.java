package kinglet.train;

import java.util.Optional;

/** The batches of one epoch, in order. Not for several threads; what makes them in the background ends at {@link #close}. */
public interface Batches extends AutoCloseable {

    /** The next batch, or nothing after the last. It is the caller's until the next call. */
    Optional<Batch> next();

    @Override
    void close();
}
