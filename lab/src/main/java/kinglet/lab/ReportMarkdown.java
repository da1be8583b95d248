package kinglet.lab;

/** A report as Markdown. */
final class ReportMarkdown {

    private ReportMarkdown() {}

    /**
     * A page.
     *
     * @param pictures the folder that they are in, as a link begins
     */
    static String page(Conditions conditions, Report report, String pictures) {
        Experiment experiment = report.experiment();
        StringBuilder text = new StringBuilder("# %s\n\n%s\n\n*%s*\n\n| | |\n|---|---|\n"
                .formatted(experiment.title(), experiment.question(), experiment.source()));
        conditions
                .facts()
                .forEach((name, value) -> text.append("| %s | %s |\n".formatted(name, value.replace("|", "\\|"))));
        for (Section section : report.sections()) {
            text.append("\n## %s\n".formatted(section.title()));
            section.parts().forEach(part -> part(text, part, pictures));
        }
        text.append("\nAgain: `%s`\n".formatted(report.command()));
        return text.toString();
    }

    private static void part(StringBuilder text, Part part, String pictures) {
        text.append('\n');
        switch (part) {
            case Paragraph(var words) -> text.append(words).append('\n');
            case Listing(var lines) -> text.append("```text\n%s\n```\n".formatted(String.join("\n", lines)));
            case Sheet<?> sheet -> text.append(sheet.caption()).append("\n\n").append(sheet.text(Format.markdown));
            case Picture picture ->
                text.append("![%s](%s%s.svg)\n\n%s\n"
                        .formatted(picture.name(), pictures, picture.name(), picture.caption()));
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
