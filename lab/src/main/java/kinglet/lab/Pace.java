package kinglet.lab;

/**
 * How long to measure. Seconds are those of each subject, on average over all that take turns.
 *
 * @param warmUpSeconds run before the first is timed
 * @param warmUpRounds run at least, before the first is timed
 * @param seconds timed
 * @param leastRounds timed, however long they take
 * @param mostRounds timed, however short they are
 */
record Pace(double warmUpSeconds, int warmUpRounds, double seconds, int leastRounds, int mostRounds) {
    /** The compiler has most of its work behind it when the first rows of a table are measured; medians of five are within some per cent. */
    static final Pace QUICK = new Pace(0.12, 3, 0.1, 5, 40);

    static final Pace FULL = new Pace(1, 5, 1.5, 15, 300);
}
