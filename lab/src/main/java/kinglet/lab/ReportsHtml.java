package kinglet.lab;

import java.util.stream.Collectors;

/** Reports as a page. */
final class ReportsHtml {
    private static final int LONG = 30;

    private ReportsHtml() {}

    static String page(Reports reports) {
        StringBuilder body = new StringBuilder();
        boolean several = reports.reports().size() > 1;
        if (several) {
            body.append("<nav>")
                    .append(reports.reports().stream()
                            .map(report -> "<a href=\"#%s\">%s</a>"
                                    .formatted(
                                            report.experiment().name(),
                                            Html.escaped(report.experiment().name())))
                            .collect(Collectors.joining("\n")))
                    .append("</nav>\n");
        }
        body.append("<table class=\"facts\">\n");
        reports.conditions()
                .facts()
                .forEach((name, value) -> body.append(
                        "<tr><th>%s</th><td>%s</td></tr>\n".formatted(Html.escaped(name), Html.escaped(value))));
        body.append("</table>\n");
        if (several) {
            body.append("<h2>Verdicts</h2>\n<div class=\"wide\">")
                    .append(Reports.Judgement.table().html("", reports.judgements()))
                    .append("</div>\n");
        }
        reports.reports().forEach(report -> report(body, report, several));
        return Html.page(reports.title(), body.toString());
    }

    private static void report(StringBuilder body, Report report, boolean several) {
        Experiment experiment = report.experiment();
        body.append("<section id=\"%s\">\n".formatted(experiment.name()));
        if (several) {
            body.append("<h2>%s</h2>\n".formatted(Html.escaped(experiment.title())));
        }
        body.append("<p class=\"question\">%s</p>\n".formatted(Html.escaped(experiment.question())));
        body.append("<p class=\"source\">%s</p>\n"
                .formatted(Html.escaped(experiment.source().toString())));
        for (Section section : report.sections()) {
            body.append("<h3>%s</h3>\n".formatted(Html.escaped(section.title())));
            section.parts().forEach(part -> part(body, part));
        }
        body.append("<h3>Again</h3>\n<pre>%s</pre>\n</section>\n".formatted(Html.escaped(report.command())));
    }

    private static void part(StringBuilder body, Part part) {
        switch (part) {
            case Paragraph(var text) -> body.append("<p>%s</p>\n".formatted(Html.escaped(text)));
            case Listing(var lines) -> body.append("<pre>%s</pre>\n".formatted(Html.escaped(String.join("\n", lines))));
            case Sheet<?> sheet -> sheet(body, sheet);
            case Picture picture ->
                body.append("<figure class=\"plot\">%s<figcaption>%s</figcaption></figure>\n"
                        .formatted(picture.svg(), Html.escaped(picture.caption())));
            case Verdict verdict -> verdict(body, verdict);
        }
    }

    /** A long table is opened by whoever wants it. */
    private static void sheet(StringBuilder body, Sheet<?> sheet) {
        String table = "<div class=\"wide\">%s</div>\n".formatted(sheet.html());
        body.append(
                sheet.rows().size() <= LONG
                        ? table
                        : "<details><summary>%d rows</summary>\n%s</details>\n"
                                .formatted(sheet.rows().size(), table));
    }

    private static void verdict(StringBuilder body, Verdict verdict) {
        String kind = kind(verdict.outcome());
        body.append("<div class=\"verdict is-%s\">\n".formatted(kind));
        body.append("<p><b class=\"%s\">%s</b> <b>%s</b></p>\n"
                .formatted(kind, Html.escaped(verdict.outcome().words()), Html.escaped(verdict.claim())));
        body.append("<p>Published: %s. Here: %s.</p>\n<p>%s</p>\n</div>\n"
                .formatted(
                        Html.escaped(verdict.published()),
                        Html.escaped(verdict.found()),
                        Html.escaped(verdict.reason())));
    }

    private static String kind(Verdict.Outcome outcome) {
        return switch (outcome) {
            case HOLDS, PASSED -> "good";
            case HOLDS_WEAKLY, OPEN -> "fair";
            case DOES_NOT_HOLD, FAILED -> "poor";
        };
    }
}
