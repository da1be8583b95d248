package kinglet.lab;

import java.util.List;
import java.util.Map;

/**
 * Something that the documents claim, and what answers it.
 *
 * @param id its row in the inventory of the documents: {@code F03}
 * @param sentence the claim
 * @param standing whether it is right as it is said
 * @param evidence what answers it, the most telling first
 */
record Claim(String id, String sentence, Standing standing, List<Evidence> evidence) {

    /** How right a claim is in its own words, where that is known without measuring. */
    enum Standing {
        AS_SAID(""),
        WITH_A_CONDITION("needs a condition; with it: "),
        WRONG("wrong as said; what is right: ");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /** What a verdict begins with. */
        String words() {
            return words;
        }
    }

    static Claim of(String id, String sentence, Evidence... evidence) {
        return new Claim(id, sentence, Standing.AS_SAID, List.of(evidence));
    }

    Claim as(Standing other) {
        return new Claim(id, sentence, other, evidence);
    }

    /** Names of all experiments that answer it. */
    List<String> experiments() {
        return evidence.stream()
                .flatMap(one -> one.experiments().stream())
                .distinct()
                .toList();
    }

    /** What became of it by the reports that are there. */
    List<Verdict> verdicts(Map<String, SavedReport> reports) {
        return evidence.stream().flatMap(one -> one.verdicts(reports).stream()).toList();
    }
}
