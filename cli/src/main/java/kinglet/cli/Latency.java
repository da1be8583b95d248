package kinglet.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kinglet.engine.Plan;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;

/** How long a plan takes for a batch, after warming up: times in milliseconds, sorted. */
@SuppressWarnings("ArrayRecordComponent")
record Latency(int batch, double[] times) {
    private static final int LEAST_RUNS = 5;

    /** Measures for so many seconds, after as many to warm up. */
    static Latency of(Plan plan, int batch, double seconds) {
        Shape shape = plan.network().input().shape();
        Tensor input = FormulaWeights.input(batch, shape.channels(), shape.height(), shape.width());
        repeat(plan, input, seconds);
        double[] times = repeat(plan, input, seconds);
        Arrays.sort(times);
        return new Latency(batch, times);
    }

    private static double[] repeat(Plan plan, Tensor input, double seconds) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            plan.run(input);
            times.add((System.nanoTime() - start) / 1e6);
        } while (System.nanoTime() < end || times.size() < LEAST_RUNS);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double quantile(double share) {
        return times[(int) Math.min(times.length - 1L, Math.round(share * (times.length - 1)))];
    }

    double median() {
        return quantile(0.5);
    }

    double imagesPerSecond() {
        return 1000.0 * batch / median();
    }
}
