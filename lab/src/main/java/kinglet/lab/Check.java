package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A figure or a formula of a document, derived step by step and held against what Kinglet counts on a graph.
 *
 * @param id its row in the inventory of the documents: {@code C11}
 * @param title a few words
 * @param sources where it stands
 * @param says what stands there, in a sentence
 * @param steps what is compared
 * @param right where the document errs, what is right, in a sentence; otherwise empty
 */
record Check(String id, String title, List<Source> sources, String says, List<CheckStep> steps, String right) {

    Check {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
    }

    static Check of(String id, String title, String says, Source... sources) {
        return new Check(id, title, List.of(sources), says, List.of(), "");
    }

    /** The same with one more comparison. */
    Check with(CheckStep step) {
        List<CheckStep> more = new ArrayList<>(steps);
        more.add(step);
        return new Check(id, title, sources, says, more, right);
    }

    /** The formula gives what is counted. */
    Check derive(String what, Formula formula, double counted, String graph) {
        return with(new CheckStep.Derived(what, formula, counted, graph));
    }

    /** What is printed is what is counted, rounded to as many places as are printed. */
    Check printed(String what, double printed, String unit, double counted, int places, String graph) {
        return with(new CheckStep.Printed(what, printed, unit, counted, Math.pow(10, -places) / 2, graph));
    }

    /** What is printed is within so much of what is counted. */
    Check about(String what, double printed, String unit, double counted, double within, String graph) {
        return with(new CheckStep.Printed(what, printed, unit, counted, within, graph));
    }

    /** A fact that is read from a graph. */
    Check fact(String what, Object expected, Object found, String graph) {
        return with(new CheckStep.Fact(what, expected.toString(), found.toString(), graph));
    }

    /** The document errs, and this is right. */
    Check right(String sentence) {
        return new Check(id, title, sources, says, steps, sentence);
    }

    /** The same comparisons under another row of the inventory. */
    Check as(String otherId) {
        return new Check(otherId, title, sources, says, steps, right);
    }

    boolean passed() {
        return steps.stream().allMatch(CheckStep::passed);
    }

    /** The derivation, a line a step. */
    List<String> derivation() {
        List<String> lines = new ArrayList<>();
        for (CheckStep step : steps) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(step.lines());
        }
        return lines;
    }

    /** As a report shows it. */
    Section section() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Paragraph(sources.stream().map(Source::toString).collect(Collectors.joining("; "))));
        if (!steps.isEmpty()) {
            parts.add(new Listing(derivation()));
        }
        parts.add(verdict());
        return new Section(id + " " + title, parts);
    }

    /** Of an error the claim is what is right. */
    private Verdict verdict() {
        return new Verdict(
                outcome(),
                id + ": " + (right.isEmpty() ? says : capitalised(right)),
                shown(CheckStep::expected),
                shown(CheckStep::found),
                reason());
    }

    Verdict.Outcome outcome() {
        return steps.isEmpty() ? Verdict.Outcome.OPEN : passed() ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED;
    }

    private String shown(Function<CheckStep, String> side) {
        return steps.isEmpty()
                ? "nothing to count"
                : steps.stream()
                        .map(step -> step.what() + ": " + side.apply(step))
                        .collect(Collectors.joining("; "));
    }

    private String reason() {
        if (!passed()) {
            return steps.stream()
                    .filter(step -> !step.passed())
                    .map(step -> "%s is %s, not %s".formatted(step.what(), step.found(), step.expected()))
                    .collect(Collectors.joining("; ", "", "."));
        }
        return right.isEmpty() ? "Counted on graphs, and equal." : "In the document: " + says;
    }

    private static String capitalised(String sentence) {
        int first = sentence.offsetByCodePoints(0, 1);
        return sentence.substring(0, first).toUpperCase(Locale.ROOT) + sentence.substring(first);
    }
}
