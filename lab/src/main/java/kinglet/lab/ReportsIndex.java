package kinglet.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinglet.lab.Verdict.Outcome;

/** The first page of a folder of reports: what was run, on what, and what became of it. */
public final class ReportsIndex {
    private static final String TITLE = "Reports of experiments";
    private static final String EXACT =
            "Verdicts of what was measured or trained, and of exact checks that failed; what passed is in the reports themselves.";

    /** A verdict that is shown, and where it comes from. */
    private record Judgement(SavedReport report, Verdict verdict) {}

    private final List<SavedReport> reports;

    ReportsIndex(List<SavedReport> reports) {
        this.reports = List.copyOf(reports);
    }

    /**
     * The page in two forms, by the names of their files.
     *
     * @param folder with a folder for each experiment, as {@link Reports#files} has them
     * @throws kinglet.graph.KingletException if a file there is no report
     */
    public static Map<String, byte[]> files(Path folder) {
        ReportsIndex index = new ReportsIndex(SavedReport.inFoldersOf(folder));
        return Map.of(
                "index.md", index.markdown().getBytes(StandardCharsets.UTF_8),
                "index.html", index.html().getBytes(StandardCharsets.UTF_8));
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# %s\n\n".formatted(TITLE));
        text.append(experiments("[%s](%s/report.md)").text(Format.markdown, reports));
        text.append("\n## Verdicts\n\n%s\n\n".formatted(EXACT));
        text.append(verdicts().text(Format.markdown, judgements()));
        text.append("\n## On what they were run\n\n");
        SavedReport.byConditions(reports).forEach((facts, names) -> text.append("- %s: %s\n".formatted(facts, names)));
        return text.toString();
    }

    String html() {
        StringBuilder body = new StringBuilder("<div class=\"wide\">");
        body.append(linked(experiments("%s").html("", reports))).append("</div>\n");
        body.append("<h2>Verdicts</h2>\n<p>%s</p>\n<div class=\"wide\">".formatted(EXACT));
        body.append(linked(verdicts().html("", judgements()))).append("</div>\n");
        body.append("<h2>On what they were run</h2>\n<ul>\n");
        SavedReport.byConditions(reports)
                .forEach((facts, names) ->
                        body.append("<li>%s: %s</li>\n".formatted(Html.escaped(facts), Html.escaped(names))));
        return Html.page(TITLE, body.append("</ul>\n").toString());
    }

    /** The first cell of each row is the name of an experiment, and becomes a link to its page. */
    private String linked(String table) {
        String html = table;
        for (SavedReport report : reports) {
            String name = report.experiment();
            html = html.replace(
                    "<tr><td>%s</td>".formatted(name),
                    "<tr><td><a href=\"%s/report.html\">%s</a></td>".formatted(name, name));
        }
        return html;
    }

    private static Table<SavedReport> experiments(String name) {
        return new Table<SavedReport>()
                .words("experiment", "experiment", report -> name.replace("%s", report.experiment()))
                .words(
                        "title",
                        "title",
                        report -> Experiments.named(report.experiment()).title())
                .words(
                        "source",
                        "source",
                        report ->
                                Experiments.named(report.experiment()).source().toString())
                .words("verdicts", "verdicts", report -> Outcome.counted(report.verdicts()))
                .words("date", "date", SavedReport::date);
    }

    private static Table<Judgement> verdicts() {
        return new Table<Judgement>()
                .words(
                        "experiment",
                        "experiment",
                        judgement -> judgement.report().experiment())
                .words("claim", "claim", judgement -> judgement.verdict().claim())
                .words(
                        "published",
                        "published",
                        judgement -> judgement.verdict().published())
                .words("found", "found here", judgement -> judgement.verdict().found())
                .words(
                        "verdict",
                        "verdict",
                        judgement -> judgement.verdict().outcome().words());
    }

    private List<Judgement> judgements() {
        return reports.stream()
                .flatMap(report -> report.verdicts().stream()
                        .filter(verdict -> verdict.outcome() != Outcome.PASSED)
                        .map(verdict -> new Judgement(report, verdict)))
                .toList();
    }
}
