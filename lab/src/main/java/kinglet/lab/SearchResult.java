package kinglet.lab;

import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.networks.Variant;

/**
 * What a search found.
 *
 * @param budget that was to be kept
 * @param considered how many networks there were to choose from
 * @param inside those that keep the budget, by what is predicted where they were not measured
 * @param looked those that were looked at closely, and measured if any were; some may break the budget then
 * @param front of these, those that keep the budget and that no other beats, the cheapest first; at least one
 */
public record SearchResult(
        SearchBudget budget,
        int considered,
        List<SearchCandidate> inside,
        List<SearchCandidate> looked,
        List<SearchCandidate> front) {

    /** The best of the front: the most accurate. */
    public SearchCandidate best() {
        return front.getLast();
    }

    /**
     * The network of this name, as {@code mobilenet_v2 --width 0.5}; an id alone means the most accurate one of the front that has it.
     *
     * @throws KingletException if it is not inside the budget
     */
    public SearchCandidate named(String name) {
        Variant wanted = whole(Variant.named(name));
        return Stream.concat(front.reversed().stream(), inside.stream())
                .filter(candidate -> whole(candidate.variant()).equals(wanted))
                .findFirst()
                .or(() -> front.reversed().stream()
                        .filter(candidate -> candidate.variant().entry().id().equals(name.strip()))
                        .findFirst())
                .orElseThrow(() -> new KingletException(
                        "'%s' is not among the networks inside the budget; those on the front are %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                front.stream()
                                                        .map(SearchCandidate::name)
                                                        .toList()))));
    }

    /** With all options said, whether they are as published or not. */
    private static Variant whole(Variant variant) {
        return new Variant(variant.entry(), variant.entry().defaults()).with(variant.options());
    }

    /** How many of those inside the budget have no relatives on both sides that were published, and therefore no accuracy. */
    public long unknown() {
        return inside.stream()
                .filter(candidate -> candidate.accuracy().isEmpty())
                .count();
    }

    /** Those that were measured and turned out to break the budget. */
    public List<SearchCandidate> outside() {
        return looked.stream().filter(candidate -> !budget.holds(candidate)).toList();
    }

    /** How many times as long as the fastest run the median of a network took, at worst; 1 where nothing was measured. */
    public double disturbance() {
        return looked.stream()
                .flatMap(candidate -> candidate.measured().stream())
                .mapToDouble(spread -> spread.median() / spread.least())
                .max()
                .orElse(1);
    }
}
