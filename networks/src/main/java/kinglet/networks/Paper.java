package kinglet.networks;

import java.util.Optional;

/**
 * Where a network was published.
 *
 * @param title the paper's title
 * @param authors the first author, or all of few
 * @param venue the conference or journal with its year
 * @param arxiv the arXiv number, where there is one
 */
public record Paper(String title, String authors, String venue, Optional<String> arxiv) {

    static Paper of(String title, String authors, String venue) {
        return new Paper(title, authors, venue, Optional.empty());
    }

    static Paper arxiv(String title, String authors, String venue, String number) {
        return new Paper(title, authors, venue, Optional.of(number));
    }

    /** The paper's page, where it is known. */
    public Optional<String> url() {
        return arxiv.map("https://arxiv.org/abs/"::concat);
    }

    /** As a reference list has it. */
    @Override
    public String toString() {
        return "%s, \"%s\", %s%s"
                .formatted(authors, title, venue, arxiv.map(a -> ", arXiv:" + a).orElse(""));
    }
}
