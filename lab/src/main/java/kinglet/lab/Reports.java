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
    public Reports {
        reports = List.copyOf(reports);
    }

    /** For a terminal, without plots. */
    public String text() {
        return ReportsText.text(this);
    }

    /** Every table, with an empty line between two. */
    public String csv() {
        return reports.stream()
                .flatMap(report -> report.parts().stream())
                .filter(Sheet.class::isInstance)
                .map(part -> ((Sheet<?>) part).text(Format.csv))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** For people: the pages of all reports, one after the other; plots are pictures in the folder of each, as in {@link #files}. */
    public String markdown() {
        return reports.stream()
                .map(report -> ReportMarkdown.page(conditions, report, folder(report)))
                .collect(Collectors.joining("\n"));
    }

    /** Maps, lists, strings and numbers, as JSON has them. */
    public Map<String, Object> json() {
        return ReportsJson.json(this);
    }

    /** Each report as files in a folder of its name: a page, a text and the pictures that it shows, the data, and each table. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Report report : reports) {
            String folder = folder(report);
            Reports alone = new Reports(conditions, List.of(report));
            files.put(folder + "report.html", bytes(ReportHtml.page(conditions, report)));
            files.put(folder + "report.md", bytes(ReportMarkdown.page(conditions, report, "")));
            files.put(folder + SavedReport.FILE, bytes(Table.json(alone.json())));
            for (Part part : report.parts()) {
                switch (part) {
                    case Picture picture -> files.put(folder + picture.name() + ".svg", bytes(picture.standalone()));
                    case Sheet<?> sheet -> files.put(folder + sheet.name() + ".csv", bytes(sheet.text(Format.csv)));
                    case Paragraph _, Listing _, Verdict _ -> {}
                }
            }
        }
        return files;
    }

    private static String folder(Report report) {
        return report.experiment().name() + "/";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
