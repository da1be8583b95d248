package kinglet.lab;

/**
 * How long to measure. Seconds are those of all subjects together that take turns.
 *
 * @param blockSeconds of a block of warming up
 * @param mostBlocks of warming up
 * @param seconds timed
 * @param leastRounds timed, however long they take
 * @param mostRounds timed, however short they are
 */
record Pace(double blockSeconds, int mostBlocks, double seconds, int leastRounds, int mostRounds) {
    private static final int MOST_BLOCKS = 30;

    /** Half a second is what C2 takes for the larger kernels; medians of five are within some per cent on a quiet machine. */
    static Pace quick(int subjects) {
        return new Pace(Math.max(0.5, 0.05 * subjects), MOST_BLOCKS, 0.1 * subjects, 5, 40);
    }

    static Pace full(int subjects) {
        return new Pace(Math.max(1, 0.5 * subjects), MOST_BLOCKS, 1.5 * subjects, 15, 300);
    }
}
