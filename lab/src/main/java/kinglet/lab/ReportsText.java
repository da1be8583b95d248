package kinglet.lab;

import java.util.Locale;

/** Reports for a terminal. */
final class ReportsText {

    private ReportsText() {}

    static String text(Reports reports) {
        StringBuilder text = new StringBuilder();
        reports.reports().forEach(report -> report(text, report));
        return text.toString();
    }

    private static void report(StringBuilder text, Report report) {
        String title = report.experiment().title();
        text.append("%s\n%s\n%s\n"
                .formatted(
                        title, "=".repeat(title.length()), report.experiment().question()));
        text.append("%s\n".formatted(report.experiment().source()));
        for (Section section : report.sections()) {
            text.append("\n%s\n%s\n"
                    .formatted(section.title(), "-".repeat(section.title().length())));
            section.parts().forEach(part -> part(text, part));
        }
        text.append("\nagain: %s\n\n".formatted(report.command()));
    }

    private static void part(StringBuilder text, Part part) {
        switch (part) {
            case Paragraph(var words) -> text.append(words).append('\n');
            case Listing(var lines) ->
                lines.forEach(line -> text.append("  ").append(line).append('\n'));
            case Sheet<?> sheet -> text.append(sheet.caption()).append('\n').append(sheet.text(Format.table));
            case Picture _ -> {}
            case Verdict verdict ->
                text.append("%s: %s\n  published: %s; here: %s\n  %s\n"
                        .formatted(
                                verdict.outcome().words().toUpperCase(Locale.ROOT),
                                verdict.claim(),
                                verdict.published(),
                                verdict.found(),
                                verdict.reason()));
        }
    }
}
