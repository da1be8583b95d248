package kinglet.lab;

import java.util.Arrays;

/**
 * How long a piece of work takes, over many runs, in milliseconds.
 *
 * @param least the fastest run, on which other work of the machine shows least
 * @param lower a quarter of the runs were faster
 * @param median half of the runs were faster
 * @param upper three quarters of the runs were faster
 * @param runs how many there were
 */
public record Spread(double least, double lower, double median, double upper, int runs) {

    /** Of at least one run; between two runs quartiles are interpolated. */
    static Spread of(double[] milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return new Spread(
                sorted[0], quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75), sorted.length);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Runs a second. */
    public double rate() {
        return 1000 / median;
    }

    /** Half of the distance between the quartiles, as a share of the median. */
    public double noise() {
        return (upper - lower) / 2 / median;
    }
}
