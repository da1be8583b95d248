package kinglet.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How long something takes that is done again and again.
 *
 * @param milliseconds the median
 * @param runs how many runs the median is of
 */
record Timing(double milliseconds, int runs) {
    private static final int LEAST_RUNS = 5;

    /** Warm-up goes on while a turn of it is faster than the turn before by more than this share. */
    private static final double SETTLED = 0.95;

    private static final int MOST_WARM_UPS = 5;

    /** Warms up for so many seconds, or a few times as many if it still becomes faster, and then measures. */
    static Timing of(Runnable work, double warmUp, double seconds) {
        warmUp(work, warmUp);
        List<Double> times = repeat(work, seconds);
        return new Timing(Statistics.median(times), times.size());
    }

    private static void warmUp(Runnable work, double seconds) {
        double before = Statistics.median(repeat(work, seconds));
        for (int turn = 1; turn < MOST_WARM_UPS; turn++) {
            double now = Statistics.median(repeat(work, seconds));
            if (now > SETTLED * before) {
                return;
            }
            before = now;
        }
    }

    private static List<Double> repeat(Runnable work, double seconds) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            work.run();
            times.add((System.nanoTime() - start) / 1e6);
        } while (System.nanoTime() < end || times.size() < LEAST_RUNS);
        return times;
    }
}
