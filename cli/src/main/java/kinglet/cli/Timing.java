package kinglet.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * What some work took, and what the machine's limits say it must take.
 *
 * @param milliseconds the median of many runs
 * @param least the milliseconds of the fastest run, on which other work of the machine shows least
 * @param flops floating point operations, two a multiply-add
 * @param bytes bytes moved if each value is touched once
 * @param roofline the least milliseconds by the roofline model
 */
record Timing(double milliseconds, double least, double flops, double bytes, double roofline) {

    /** Of one step's runs, in milliseconds. */
    static Timing of(double[] times, double flops, double bytes, double roofline) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Timing(median, sorted[0], flops, bytes, roofline);
    }

    static Timing sum(Collection<Timing> parts) {
        return new Timing(
                sum(parts, Timing::milliseconds),
                sum(parts, Timing::least),
                sum(parts, Timing::flops),
                sum(parts, Timing::bytes),
                sum(parts, Timing::roofline));
    }

    private static double sum(Collection<Timing> parts, ToDoubleFunction<Timing> of) {
        return parts.stream().mapToDouble(of).sum();
    }

    double multAdds() {
        return flops / 2;
    }

    double gigaflops() {
        return flops / milliseconds / 1e6;
    }

    double gigabytes() {
        return bytes / milliseconds / 1e6;
    }

    /** Measured over predicted. */
    double ratio() {
        return milliseconds / roofline;
    }

    /** Milliseconds above the prediction. */
    double lost() {
        return milliseconds - roofline;
    }
}
