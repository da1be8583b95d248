package kinglet.vision;

/** What a loader does about pictures that cannot be read. */
public enum Unreadable {
    /** They are left out and listed ({@link BatchLoader#unreadable}); in training the next picture of the epoch takes their place. */
    SKIP,
    /** The first one ends the epoch with an exception that names it. */
    FAIL
}
