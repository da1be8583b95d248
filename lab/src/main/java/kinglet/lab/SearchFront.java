package kinglet.lab;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Candidates by accuracy against one cost. Where no accuracy is known of any, mult-adds stand for it: of one design, the larger is the better. */
final class SearchFront {
    private final SearchMeasure cost;
    private final boolean accurate;
    private final List<SearchCandidate> ranked;

    /** Of these; where the accuracy of some is known, of those alone. */
    SearchFront(SearchMeasure cost, List<SearchCandidate> candidates) {
        this.cost = cost;
        List<SearchCandidate> known = candidates.stream()
                .filter(candidate -> candidate.accuracy().isPresent())
                .toList();
        accurate = !known.isEmpty();
        ranked = accurate ? known : candidates;
    }

    /** Those that no other beats, the cheapest first. */
    List<SearchCandidate> front() {
        return front(ranked);
    }

    private List<SearchCandidate> front(List<SearchCandidate> of) {
        return ParetoFront.of(of, cost::of, this::worth);
    }

    private double worth(SearchCandidate candidate) {
        return accurate ? candidate.accuracy().orElseThrow().top1() : candidate.multAdds();
    }

    /**
     * So many to look at closely: of the front half of them from its accurate end, where the budget is used, and the others from all of it, since a
     * prediction may be too low; then those of the front behind it, and so on.
     */
    List<SearchCandidate> promising(int count) {
        List<SearchCandidate> promising = new ArrayList<>();
        List<SearchCandidate> left = new ArrayList<>(ranked);
        while (promising.size() < count && !left.isEmpty()) {
            List<SearchCandidate> front = front(left);
            promising.addAll(spread(front, Math.min(count - promising.size(), front.size())));
            left.removeAll(front);
        }
        return promising;
    }

    private static List<SearchCandidate> spread(List<SearchCandidate> front, int count) {
        int last = front.size() - 1;
        Set<Integer> places = new LinkedHashSet<>();
        for (int i = 0; i < (count + 1) / 2; i++) {
            places.add(last - i);
        }
        int below = last - places.size();
        int rest = count - places.size();
        for (int i = 0; i < rest; i++) {
            places.add(below - (int) ((long) i * (below + 1) / rest));
        }
        return places.stream().sorted().map(front::get).toList();
    }
}
