package kinglet.lab;

/** Sees how far an experiment or a search is. */
public interface Watcher {
    /** Looks away. */
    Watcher NONE = (done, parts) -> {};

    /**
     * Called now and then, by the thread that runs it.
     *
     * @param done how many parts are done, with fractions
     * @param parts how many there are
     */
    void at(double done, int parts);

    /** Something that was found on the way, in a line: what takes hours says what it has. */
    default void found(String line) {}
}
