package kinglet.bench;

import java.util.Collection;
import java.util.List;

/** The two means of a comparison. */
final class Statistics {

    private Statistics() {}

    /** The middle value; the mean of the two in the middle if they are even in number. */
    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The mean of ratios: half and double make one. */
    static double geometricMean(Collection<Double> values) {
        return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
    }
}
