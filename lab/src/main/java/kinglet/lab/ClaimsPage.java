package kinglet.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kinglet.lab.Verdict.Outcome;

/** The page that says what became of each claim of the documents, by the reports of experiments. */
public final class ClaimsPage {
    /** Figures of a table with a row a claim; the others are below it. */
    private static final int LONG = 110;

    private static final String SEPARATOR = "; ";
    private static final String NONE = "-";

    private final Map<String, SavedReport> reports;

    ClaimsPage(Map<String, SavedReport> reports) {
        this.reports = Map.copyOf(reports);
    }

    /**
     * As Markdown.
     *
     * @param folders with reports as {@code kinglet experiment run --out} writes them, in them or in folders in them
     * @throws kinglet.graph.KingletException if there are none, or a file is no such report
     */
    public static String markdown(List<Path> folders) {
        return new ClaimsPage(SavedReport.in(folders)).markdown();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                # What was claimed, and what became of it

                The claims of %s, each with the experiment that answers it.
                *Passed* and *failed* are exact: counted on graphs or run. What is measured *holds*, *holds weakly* or *does not hold here*, on the machine
                [below](#on-what-it-was-run). Where several verdicts answer a claim, their numbers are in brackets, and the figures are those of the first; all
                of them, and the conditions that claims need, are [further down](#every-verdict).

                This page is written by `kinglet experiment claims --reports FOLDER --out FILE`, from what `kinglet experiment run NAME --out FOLDER`
                left in the folder.

                """.formatted(WorkedSources.INVENTORY.work()));
        text.append(table().text(Format.markdown, Claims.ALL));
        text.append("\n## Every verdict\n");
        Claims.ALL.forEach(claim -> details(text, claim));
        text.append("\n## On what it was run\n\n");
        SavedReport.byConditions(SavedReport.ordered(reports))
                .forEach((facts, names) -> text.append("- %s: %s\n".formatted(facts, names)));
        return text.toString();
    }

    private Table<Claim> table() {
        return new Table<Claim>()
                .words(
                        "id",
                        "",
                        claim -> claim.verdicts(reports).isEmpty()
                                ? claim.id()
                                : "[%s](#%s)".formatted(claim.id(), claim.id().toLowerCase(Locale.ROOT)))
                .words("claim", "claim", Claim::sentence)
                .words("experiments", "experiments", claim -> String.join(", ", claim.experiments()))
                .words("published", "published or derived", claim -> first(claim, Verdict::published))
                .words("found", "found here", claim -> first(claim, Verdict::found))
                .words("verdict", "verdict", this::outcome)
                .words("command", "again", this::commands);
    }

    private String first(Claim claim, Function<Verdict, String> of) {
        return claim.verdicts(reports).stream()
                .findFirst()
                .map(of)
                .map(ClaimsPage::shortened)
                .orElse(NONE);
    }

    /** The first figures of many. */
    static String shortened(String figures) {
        if (figures.length() <= LONG) {
            return figures;
        }
        int end = figures.lastIndexOf(SEPARATOR, LONG);
        return end < 0 ? figures : figures.substring(0, end) + " ...";
    }

    private String outcome(Claim claim) {
        List<String> missing = missing(claim);
        List<Verdict> verdicts = claim.verdicts(reports);
        if (verdicts.isEmpty()) {
            return "not run";
        }
        return (missing.isEmpty() ? "" : "not run: " + String.join(", ", missing) + "; the rest: ")
                + claim.standing().words()
                + Outcome.counted(verdicts);
    }

    private List<String> missing(Claim claim) {
        return claim.experiments().stream()
                .filter(name -> !reports.containsKey(name))
                .toList();
    }

    private String commands(Claim claim) {
        return claim.experiments().stream()
                .map(name -> "`%s`".formatted(command(name)))
                .collect(Collectors.joining("<br>"));
    }

    private String command(String name) {
        SavedReport report = reports.get(name);
        if (report != null) {
            return report.command();
        }
        return "kinglet experiment run %s%s --out FOLDER"
                .formatted(name, Experiments.named(name).takesPictures() ? " --data DATA" : "");
    }

    private void details(StringBuilder text, Claim claim) {
        List<Verdict> verdicts = claim.verdicts(reports);
        if (!verdicts.isEmpty()) {
            text.append("\n### %s\n\n%s\n\n".formatted(claim.id(), claim.sentence()));
            text.append(new Table<Verdict>()
                    .words("claim", "in detail", Verdict::claim)
                    .words("published", "published or derived", Verdict::published)
                    .words("found", "found here", Verdict::found)
                    .words("verdict", "verdict", verdict -> verdict.outcome().words())
                    .words("reason", "why", Verdict::reason)
                    .text(Format.markdown, verdicts));
        }
    }
}
