package kinglet.lab;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What some experiments found, under the same conditions.
 *
 * @param conditions of all of them
 * @param reports in the order in which they were run
 */
public record Reports(Conditions conditions, List<Report> reports) {
    private static final String TITLE = "Experiments";

    public Reports {
        reports = List.copyOf(reports);
    }

    /** The report's own title if it is alone. */
    String title() {
        return reports.size() == 1 ? reports.getFirst().experiment().title() : TITLE;
    }

    /** One page with everything in it. */
    public String html() {
        return ReportsHtml.page(this);
    }

    /** For a terminal, without plots. */
    public String text() {
        return ReportsText.text(this);
    }

    /** Every table, with an empty line between two. */
    public String csv() {
        return reports.stream()
                .flatMap(report -> report.sections().stream())
                .flatMap(section -> section.parts().stream())
                .filter(Sheet.class::isInstance)
                .map(part -> ((Sheet<?>) part).text(Format.csv))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** For people: plots are pictures beside it, named as in {@link #files}. */
    public String markdown() {
        return ReportsMarkdown.text(this);
    }

    /** Maps, lists, strings and numbers, as JSON has them. */
    public Map<String, Object> json() {
        return ReportsJson.json(this);
    }

    /** Every verdict with the experiment that it is from. */
    List<Judgement> judgements() {
        return reports.stream()
                .flatMap(report -> report.verdicts().stream().map(verdict -> new Judgement(report, verdict)))
                .toList();
    }

    /** A verdict and where it comes from. */
    record Judgement(Report report, Verdict verdict) {
        static Table<Judgement> table() {
            return new Table<Judgement>()
                    .words(
                            "experiment",
                            "experiment",
                            j -> j.report().experiment().name())
                    .words("claim", "claim", j -> j.verdict().claim())
                    .words("published", "published", j -> j.verdict().published())
                    .words("found", "found here", j -> j.verdict().found())
                    .words("outcome", "verdict", j -> j.verdict().outcome().words());
        }
    }

    /** Everything as files: a page, a text and the pictures that it shows, the data, and each table. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("report.html", bytes(html()));
        files.put("report.md", bytes(markdown()));
        files.put("report.json", bytes(Table.json(json())));
        for (Report report : reports) {
            for (Section section : report.sections()) {
                for (Part part : section.parts()) {
                    switch (part) {
                        case Picture picture -> files.put(picture.name() + ".svg", bytes(picture.standalone()));
                        case Sheet<?> sheet -> files.put(sheet.name() + ".csv", bytes(sheet.text(Format.csv)));
                        case Paragraph _, Listing _, Verdict _ -> {}
                    }
                }
            }
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
