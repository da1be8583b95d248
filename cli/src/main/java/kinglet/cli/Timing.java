package kinglet.cli;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * What some work took, and what the machine's limits say it must take.
 *
 * @param milliseconds measured
 * @param flops floating point operations, two a multiply-add
 * @param bytes bytes moved if each value is touched once
 * @param roofline the least milliseconds by the roofline model
 */
record Timing(double milliseconds, double flops, double bytes, double roofline) {

    static Timing sum(Collection<Timing> parts) {
        return new Timing(
                sum(parts, Timing::milliseconds),
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
