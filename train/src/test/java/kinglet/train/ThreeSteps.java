package kinglet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kinglet.train.Golden.Deviations;

/**
 * What three steps of training gave.
 *
 * @param losses of each step
 * @param gradients the norm of each in the first step
 * @param states the norm of each tensor after the last
 */
record ThreeSteps(List<Double> losses, Map<String, Double> gradients, Map<String, Double> states) {
    ThreeSteps() {
        this(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    static ThreeSteps of(Golden golden) {
        return new ThreeSteps(golden.losses(), golden.gradients(), golden.states());
    }

    /**
     * Where they differ too much.
     *
     * @param allowed a fifth of what is too much
     * @param least what is never too much
     */
    Optional<String> difference(ThreeSteps expected, Deviations allowed, double least) {
        List<Optional<String>> all = new ArrayList<>();
        for (int step = 0; step < losses.size(); step++) {
            all.add(lossDifference(step, expected, allowed, least));
        }
        all.add(difference("gradient", expected.gradients, gradients, bound(allowed.gradients(), least)));
        all.add(difference("state", expected.states, states, bound(allowed.states(), least)));
        return all.stream().flatMap(Optional::stream).findFirst();
    }

    Optional<String> lossDifference(int step, ThreeSteps expected, Deviations allowed, double least) {
        String name = "step " + step;
        return difference(
                "loss",
                Map.of(name, expected.losses.get(step)),
                Map.of(name, losses.get(step)),
                bound(allowed.losses().get(step), least));
    }

    private static double bound(double deviation, double least) {
        return Math.max(least, 5 * deviation);
    }

    /** Relative to each; those under a thousandth of the largest count against that. */
    private static Optional<String> difference(
            String what, Map<String, Double> expected, Map<String, Double> actual, double bound) {
        double floor =
                1e-3 * expected.values().stream().mapToDouble(d -> d).max().orElseThrow();
        double worst = 0;
        String where = "";
        for (Map.Entry<String, Double> e : expected.entrySet()) {
            double value = Objects.requireNonNull(actual.get(e.getKey()), e.getKey());
            double difference = Math.abs(value - e.getValue()) / Math.max(e.getValue(), floor);
            if (!(difference <= worst)) {
                worst = difference;
                where = "%s of %s is %s, not %s".formatted(what, e.getKey(), value, e.getValue());
            }
        }
        return worst < bound
                ? Optional.empty()
                : Optional.of("%s, off by %.2g where %.2g is allowed".formatted(where, worst, bound));
    }

    static Map<String, Double> norms(Map<String, double[]> tensors) {
        Map<String, Double> norms = new LinkedHashMap<>();
        tensors.forEach((name, values) -> norms.put(name, norm(values)));
        return norms;
    }

    static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }
}
