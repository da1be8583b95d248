package kinglet.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What no other beats, when less of one thing and more of another are better. */
final class ParetoFront {

    private ParetoFront() {}

    /** Those that no other beats, the cheapest first; of several at the same place the first. */
    static <T> List<T> of(List<T> all, ToDoubleFunction<? super T> cost, ToDoubleFunction<? super T> value) {
        List<T> best = new ArrayList<>();
        double highest = Double.NEGATIVE_INFINITY;
        for (T one : all.stream()
                .sorted(Comparator.<T>comparingDouble(cost)
                        .thenComparing(Comparator.<T>comparingDouble(value).reversed()))
                .toList()) {
            if (value.applyAsDouble(one) > highest) {
                best.add(one);
                highest = value.applyAsDouble(one);
            }
        }
        return best;
    }
}
