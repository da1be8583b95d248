package kinglet.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a claim.
 *
 * @param outcome in a word
 * @param claim what was said, in a sentence
 * @param published the figure that was published, with its unit
 * @param found the same figure here
 * @param reason why the outcome is so, in a sentence
 */
public record Verdict(Outcome outcome, String claim, String published, String found, String reason) implements Part {

    /** The same, saying after how much work it was found. */
    Verdict after(String work) {
        return new Verdict(outcome, claim, published, found + " after " + work, reason);
    }

    /** What can become of a claim. */
    public enum Outcome {
        /** Measured, and as published. */
        HOLDS("holds"),
        /** Measured, in the published direction, but to a lesser degree. */
        HOLDS_WEAKLY("holds weakly"),
        /** Measured, and not so. */
        DOES_NOT_HOLD("does not hold here"),
        /** Not measured, for the reason given. */
        OPEN("not judged"),
        /** Computed exactly, and equal. */
        PASSED("passed"),
        /** Computed exactly, and different. */
        FAILED("failed");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** How many there are of each, in a line. */
        static String counted(List<Verdict> verdicts) {
            Map<Outcome, Long> counts = verdicts.stream()
                    .collect(Collectors.groupingBy(Verdict::outcome, TreeMap::new, Collectors.counting()));
            return counts.entrySet().stream()
                    .map(count ->
                            count.getKey().words() + (verdicts.size() == 1 ? "" : " (%d)".formatted(count.getValue())))
                    .collect(Collectors.joining(", "));
        }

        /** As a reader sees it. */
        public String words() {
            return words;
        }
    }
}
