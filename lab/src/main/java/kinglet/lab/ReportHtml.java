package kinglet.lab;

/** A report as a page. */
final class ReportHtml {
    private static final int LONG = 30;

    private ReportHtml() {}

    static String page(Conditions conditions, Report report) {
        StringBuilder body = new StringBuilder("<table class=\"facts\">\n");
        conditions
                .facts()
                .forEach((name, value) -> body.append(
                        "<tr><th>%s</th><td>%s</td></tr>\n".formatted(Html.escaped(name), Html.escaped(value))));
        body.append("</table>\n");
        Experiment experiment = report.experiment();
        body.append("<section id=\"%s\">\n".formatted(experiment.name()));
        body.append("<p class=\"question\">%s</p>\n".formatted(Html.escaped(experiment.question())));
        body.append("<p class=\"source\">%s</p>\n"
                .formatted(Html.escaped(experiment.source().toString())));
        for (Section section : report.sections()) {
            body.append("<h2>%s</h2>\n".formatted(Html.escaped(section.title())));
            section.parts().forEach(part -> part(body, part));
        }
        body.append("<h2>Again</h2>\n<pre>%s</pre>\n</section>\n".formatted(Html.escaped(report.command())));
        return Html.page(experiment.title(), body.toString());
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
