package kinglet.lab;

/** Reports as Markdown. */
final class ReportsMarkdown {

    private ReportsMarkdown() {}

    static String text(Reports reports) {
        StringBuilder text = new StringBuilder("# %s\n\n| | |\n|---|---|\n".formatted(reports.title()));
        reports.conditions()
                .facts()
                .forEach((name, value) -> text.append("| %s | %s |\n".formatted(name, value.replace("|", "\\|"))));
        if (reports.reports().size() > 1) {
            text.append("\n## Verdicts\n\n")
                    .append(Reports.Judgement.table().text(Format.markdown, reports.judgements()));
        }
        reports.reports()
                .forEach(report -> report(text, report, reports.reports().size() > 1));
        return text.toString();
    }

    private static void report(StringBuilder text, Report report, boolean several) {
        if (several) {
            text.append("\n## %s\n".formatted(report.experiment().title()));
        }
        text.append("\n%s\n\n*%s*\n"
                .formatted(report.experiment().question(), report.experiment().source()));
        for (Section section : report.sections()) {
            text.append("\n### %s\n".formatted(section.title()));
            section.parts().forEach(part -> part(text, part));
        }
        text.append("\nAgain: `%s`\n".formatted(report.command()));
    }

    private static void part(StringBuilder text, Part part) {
        text.append('\n');
        switch (part) {
            case Paragraph(var words) -> text.append(words).append('\n');
            case Listing(var lines) -> text.append("```text\n%s\n```\n".formatted(String.join("\n", lines)));
            case Sheet<?> sheet -> text.append(sheet.caption()).append("\n\n").append(sheet.text(Format.markdown));
            case Picture picture ->
                text.append("![%s](%s.svg)\n\n%s\n".formatted(picture.name(), picture.name(), picture.caption()));
            case Verdict verdict ->
                text.append("**%s** %s Published: %s. Here: %s. %s\n"
                        .formatted(
                                verdict.outcome().words(),
                                verdict.claim(),
                                verdict.published(),
                                verdict.found(),
                                verdict.reason()));
        }
    }
}
