package kinglet.lab;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a network may cost at most.
 *
 * @param limits in the order of the measures; milliseconds, or counts
 */
public record SearchBudget(Map<SearchMeasure, Double> limits) {
    /** Everything fits. */
    public static final SearchBudget NONE = new SearchBudget(Map.of());

    public SearchBudget {
        Map<SearchMeasure, Double> ordered = new EnumMap<>(SearchMeasure.class);
        ordered.putAll(limits);
        limits = Collections.unmodifiableMap(ordered);
    }

    /** The same, and no more than this. */
    public SearchBudget with(SearchMeasure measure, double limit) {
        Map<SearchMeasure, Double> more = new HashMap<>(limits);
        more.put(measure, limit);
        return new SearchBudget(more);
    }

    /** The same with times so many times as long. */
    SearchBudget slackened(double times) {
        Map<SearchMeasure, Double> slack = new HashMap<>(limits);
        slack.computeIfPresent(SearchMeasure.LATENCY, (_, limit) -> times * limit);
        return new SearchBudget(slack);
    }

    /** Whether the candidate costs no more than it may. */
    boolean holds(SearchCandidate candidate) {
        return use(candidate) <= 1;
    }

    /** How many times a limit the candidate costs, where it is worst. */
    double use(SearchCandidate candidate) {
        return limits.entrySet().stream()
                .mapToDouble(limit -> limit.getKey().of(candidate) / limit.getValue())
                .max()
                .orElse(0);
    }

    /** What accuracy is weighed against: latency if it is limited or nothing is, otherwise what is. */
    public SearchMeasure axis() {
        return limits.keySet().stream().findFirst().orElse(SearchMeasure.LATENCY);
    }

    /** As people read it. */
    @Override
    public String toString() {
        return limits.entrySet().stream()
                .map(limit -> limit.getKey().text(limit.getValue()))
                .collect(Collectors.joining(" and "));
    }
}
