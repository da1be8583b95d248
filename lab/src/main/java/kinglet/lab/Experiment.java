package kinglet.lab;

/** A question, what was published about it, and how to ask it of this machine. */
public interface Experiment {

    /** What it is called on the command line: {@code equal-widths}. */
    String name();

    /** A line above its report. */
    String title();

    /** What it asks, in a sentence or two. */
    String question();

    /** Where the answer was published. */
    Source source();

    /** Whether it takes times, which depend on the number of threads and on how long it looks. */
    default boolean takesTimes() {
        return true;
    }

    /** Whether it looks at a model file of the user's, if there is one. */
    default boolean takesNetwork() {
        return false;
    }

    /** Whether it trains networks, for which it needs labelled pictures. */
    default boolean takesPictures() {
        return false;
    }

    /**
     * Asks.
     *
     * @throws kinglet.graph.KingletException if it cannot be asked as the run says
     */
    Report run(Run run);
}
