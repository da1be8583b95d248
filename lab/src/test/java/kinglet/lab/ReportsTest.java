package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import kinglet.lab.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** A report with one of everything, in words that HTML, Markdown and CSV could stumble over. */
class ReportsTest {
    private record Figure(String name, double value, Optional<Number> published) {}

    private record Small() implements Experiment {
        @Override
        public String name() {
            return "small";
        }

        @Override
        public String title() {
            return "Small & <quick>";
        }

        @Override
        public String question() {
            return "Is 1 < 2, \"really\"?";
        }

        @Override
        public Source source() {
            return new Source("A paper", "Table 1");
        }

        @Override
        public Report run(Run run) {
            return Report.of(
                    this,
                    run,
                    List.of(
                            Section.of(
                                    "Verdicts",
                                    new Verdict(Outcome.HOLDS_WEAKLY, "1 < 2.", "1.5", "1.4", "Because 2 > 1."),
                                    new Verdict(Outcome.PASSED, "1 + 1 = 2.", "2", "2", "Counted.")),
                            Section.of(
                                    "Figures",
                                    new Paragraph("Some & more."),
                                    new Listing(List.of("a < b", "  b < c")),
                                    new Picture("small-plot", "Dots & lines.", plot()),
                                    new Sheet<>("small-sheet", "All | of them.", table(), figures()))));
        }

        private static String plot() {
            return new LinesPlot(
                            "One < two",
                            List.of("a", "b"),
                            List.of(new LinesPlot.Line(
                                    "line",
                                    Ink.of(0),
                                    true,
                                    List.of(LinesPlot.Point.of(1), new LinesPlot.Point(2, 1.5, 2.5)))))
                    .svg();
        }

        private static Table<Figure> table() {
            return new Table<Figure>()
                    .words("name", "name", Figure::name)
                    .number("value", "value, ms", Figure::value, Figures::milliseconds)
                    .perhaps("published", "paper", Figure::published, Figures::published);
        }

        private static List<Figure> figures() {
            return List.of(
                    new Figure("one, \"two\"", 1.25, Optional.of(3)), new Figure("a|b <c>", 12, Optional.empty()));
        }
    }

    private static Reports reports(int count) {
        Run run = Run.of(true).withThreads(List.of(1, 2));
        Report report = new Small().run(run);
        return new Reports(new Conditions(Map.of("processor", "A & B")), Collections.nCopies(count, report));
    }

    private static String file(String name) {
        return new String(Objects.requireNonNull(reports(1).files().get(name)), StandardCharsets.UTF_8);
    }

    private static Document parsed(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(
                            xml.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e + " in\n" + xml, e);
        }
    }

    @Test
    void thePageIsXmlAndHoldsEverything() {
        String html = file("small/report.html");
        Document page = parsed(html);
        String text = page.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("Small & <quick>", "holds weakly", "Published: 1.5. Here: 1.4.", "a < b\n  b < c", "a|b <c>")
                .contains("kinglet experiment run small --threads 1,2 --quick")
                .contains("prefers-color-scheme: dark");
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(html).doesNotContain("src=", "@import", "url(");
    }

    @Test
    void severalReportsFollowEachOther() {
        assertThat(reports(2).markdown().lines().filter("# Small & <quick>"::equals))
                .hasSize(2);
    }

    @Test
    void jsonHasRawValues() throws IOException {
        Map<String, Object> json = JSON.std.mapFrom(Table.json(reports(1).json()));
        assertThat(json.get("conditions")).isEqualTo(Map.of("processor", "A & B"));
        Map<?, ?> experiment = (Map<?, ?>) ((List<?>) Objects.requireNonNull(json.get("experiments"))).getFirst();
        assertThat(experiment.get("source")).isEqualTo("A paper, Table 1");
        assertThat(experiment.get("verdicts")).asString().contains("outcome=holds weakly", "outcome=passed");
        Map<?, ?> tables = (Map<?, ?>) Objects.requireNonNull(experiment.get("tables"));
        assertThat(tables.get("small-sheet"))
                .asString()
                .isEqualTo(
                        "[{name=one, \"two\", value=1.25, published=3}, {name=a|b <c>, value=12.0, published=null}]");
    }

    @Test
    void csvIsQuoted() {
        assertThat(reports(1).csv().lines())
                .containsExactly("name,value,published", "\"one, \"\"two\"\"\",1.25,3", "a|b <c>,12.0,");
    }

    @Test
    void markdownPointsAtItsPictures() {
        assertThat(reports(1).files())
                .containsOnlyKeys(
                        "small/report.html",
                        "small/report.md",
                        "small/report.json",
                        "small/small-plot.svg",
                        "small/small-sheet.csv");
        assertThat(file("small/report.md"))
                .contains("# Small & <quick>", "![small-plot](small-plot.svg)", "| a\\|b <c> | 12.00 | - |", "```text")
                .contains("| processor | A & B |");
        assertThat(reports(1).markdown()).contains("![small-plot](small/small-plot.svg)");
        String svg = file("small/small-plot.svg");
        assertThat(parsed(svg).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("prefers-color-scheme: dark");
    }

    @Test
    void aTerminalGetsText() {
        assertThat(reports(1).text())
                .contains(
                        "HOLDS WEAKLY: 1 < 2.",
                        "published: 1.5; here: 1.4",
                        "one, \"two\"",
                        "again: kinglet experiment");
    }
}
