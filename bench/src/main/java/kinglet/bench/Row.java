package kinglet.bench;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the runtimes took for a case.
 *
 * @param of the case
 * @param multAdds of one image, as the papers count them
 * @param coreGflops the multiply-add peak of one core, in 10^9 operations a second
 * @param runtimes by name, those that could run it
 */
record Row(Case of, long multAdds, double coreGflops, Map<String, Result> runtimes) {

    /** Medians over the rounds; the memory is the largest of the rounds, 0 where the system does not say. */
    record Result(double milliseconds, long peakBytes) {}

    Optional<Result> result(String runtime) {
        return Optional.ofNullable(runtimes.get(runtime));
    }

    /** Kinglet's time as a share of the other's: below 1, Kinglet is faster. */
    OptionalDouble ratio(String runtime) {
        Optional<Result> ours = result(Kinglet.NAME);
        Optional<Result> theirs = result(runtime);
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.get().milliseconds() / theirs.get().milliseconds())
                : OptionalDouble.empty();
    }

    /** Kinglet's 10^9 operations a second, two a multiply-add of the direct algorithm. */
    OptionalDouble gflops() {
        return result(Kinglet.NAME).stream()
                .mapToDouble(ours -> 2.0 * multAdds * of.batch() / (ours.milliseconds() * 1e6))
                .findFirst();
    }

    /** The same as a percentage of what the cores in use can do at most; Winograd's algorithm may exceed 100. */
    OptionalDouble percentOfPeak() {
        OptionalDouble gflops = gflops();
        return gflops.isPresent()
                ? OptionalDouble.of(100 * gflops.getAsDouble() / (coreGflops * of.threads()))
                : OptionalDouble.empty();
    }
}
