package kinglet.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.lab.Html;
import kinglet.lab.Quantities;
import kinglet.vision.ConfusionMatrix;
import kinglet.vision.Dataset;
import kinglet.vision.Evaluation;
import kinglet.vision.Evaluation.Answer;
import kinglet.vision.ImageException;
import kinglet.vision.UnreadablePicture;

/**
 * The page at the end of a training, which needs nothing beside itself.
 *
 * @param title of the page
 * @param facts what was trained, how, and what it costs
 * @param charts the course of the training; none if it was not watched
 * @param pictures that were evaluated
 * @param evaluation of the finished network
 * @param unreadable pictures that were left out in training
 * @param command to repeat it
 */
record TrainingReport(
        String title,
        List<Fact> facts,
        List<LineChart> charts,
        Dataset pictures,
        Evaluation evaluation,
        List<UnreadablePicture> unreadable,
        String command) {
    private static final int FIVE = 5;
    private static final int MISTAKES = 24;
    private static final int CONFUSIONS = 10;

    /** HTML that is XML too. */
    String html() {
        StringBuilder page = new StringBuilder();
        headline(page);
        facts(page);
        curves(page);
        confusion(page);
        classes(page);
        mistakes(page);
        leftOut(page);
        page.append("<h2>Again</h2>\n<pre id=\"command\">%s</pre>\n".formatted(Html.escaped(command)));
        return Html.page(title, page.toString());
    }

    private void headline(StringBuilder page) {
        int classes = evaluation.classNames().size();
        page.append("<p class=\"headline\"><b>%s</b> top-1 &#160; ".formatted(percent(evaluation.top1())));
        if (classes > FIVE) {
            page.append("<b>%s</b> top-5 ".formatted(percent(evaluation.top(FIVE))));
        }
        page.append("<span>of %s pictures in %d classes</span></p>\n"
                .formatted(Quantities.exact(evaluation.answers().size()), classes));
    }

    private void facts(StringBuilder page) {
        page.append("<table class=\"facts\">\n");
        for (Fact fact : facts) {
            page.append("<tr><th>%s</th><td>%s</td></tr>\n"
                    .formatted(Html.escaped(fact.name()), Html.escaped(fact.value())));
        }
        page.append("</table>\n");
    }

    private void curves(StringBuilder page) {
        if (!charts.isEmpty()) {
            page.append("<h2>Learning</h2>\n<div class=\"charts\">\n");
            charts.forEach(chart -> page.append("<figure>").append(chart.svg(0)).append("</figure>\n"));
            page.append("</div>\n");
        }
    }

    private void confusion(StringBuilder page) {
        ConfusionMatrix matrix = evaluation.confusion();
        page.append(
                "<h2>Confusion</h2>\n<p>A row a class, a column an answer; blue is right. Point at a cell for its count.</p>\n");
        page.append("<div class=\"wide\" id=\"confusion\">")
                .append(HeatMap.svg(matrix))
                .append("</div>\n");
        List<ConfusionMatrix.Confusion> worst = matrix.worst(CONFUSIONS);
        if (!worst.isEmpty()) {
            page.append(
                    "<table><tr><th>class</th><th>taken for</th><th class=\"n\">times</th><th class=\"n\">of the class</th></tr>\n");
            for (ConfusionMatrix.Confusion confusion : worst) {
                page.append("<tr><td>%s</td><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td></tr>\n"
                        .formatted(
                                Html.escaped(matrix.classes().get(confusion.actual())),
                                Html.escaped(answer(confusion.answer())),
                                confusion.count(),
                                percent(confusion.share())));
            }
            page.append("</table>\n");
        }
    }

    private void classes(StringBuilder page) {
        page.append("<h2>Classes</h2>\n<div class=\"wide\"><table><tr><th>class</th><th class=\"n\">pictures</th>");
        page.append("<th class=\"n\">recall</th><th class=\"n\">precision</th></tr>\n");
        for (ClassScore score : ClassScore.of(evaluation.confusion())) {
            page.append("<tr><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
                    .formatted(
                            Html.escaped(score.name()),
                            score.pictures(),
                            percent(score.recall()),
                            percent(score.precision())));
        }
        page.append("</table></div>\n");
    }

    private void mistakes(StringBuilder page) {
        List<Answer> worst = evaluation.mistakes(MISTAKES);
        if (worst.isEmpty()) {
            return;
        }
        page.append("<h2>The surest mistakes</h2>\n<div class=\"gallery\" id=\"mistakes\">\n");
        for (Answer mistake : worst) {
            page.append("<figure>%s<figcaption>%s<br/><i>%s, %s</i></figcaption></figure>\n"
                    .formatted(
                            image(mistake),
                            Html.escaped(answer(mistake.label())),
                            Html.escaped(answer(mistake.answer())),
                            percent(mistake.probability())));
        }
        page.append("</div>\n<p>Under each picture its class, and what it was taken for.</p>\n");
    }

    private String image(Answer mistake) {
        String name = Html.escaped(pictures.name(mistake.picture()));
        try {
            return "<img src=\"%s\" alt=\"%s\" title=\"%s\"/>"
                    .formatted(Thumbnail.of(pictures.picture(mistake.picture())), name, name);
        } catch (ImageException e) {
            // it could be read a minute ago, and is not worth a report now
            return "<span>%s</span>".formatted(name);
        }
    }

    private void leftOut(StringBuilder page) {
        List<UnreadablePicture> all = Stream.concat(unreadable.stream(), evaluation.unreadable().stream())
                .toList();
        if (!all.isEmpty()) {
            page.append("<h2>Left out</h2>\n<p>%d pictures could not be read:</p>\n<ul>\n".formatted(all.size()));
            page.append(all.stream()
                    .map(picture -> "<li>%s</li>\n".formatted(Html.escaped(picture.reason())))
                    .collect(Collectors.joining()));
            page.append("</ul>\n");
        }
    }

    private String answer(int index) {
        List<String> names = evaluation.classNames();
        return index < names.size() ? names.get(index) : ConfusionMatrix.OTHER;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
