package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import kinglet.vision.Evaluation;
import kinglet.vision.Evaluation.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HeatMapTest {
    private static final int WIDEST = 1200;

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 30, 100})
    void everyClassHasItsNameTwiceAndEveryCountItsCell(int classes) throws Exception {
        List<String> names =
                IntStream.range(0, classes).mapToObj(i -> "<class> & " + i).toList();
        List<Answer> answers = IntStream.range(0, 2 * classes)
                .mapToObj(i -> new Answer(i, i / 2, (i / 2 + i % 2) % classes, 0.5f, i % 2, 1))
                .toList();
        String svg = HeatMap.svg(new Evaluation(names, answers, List.of()).confusion());
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        Element root = document.getDocumentElement();
        assertThat(Integer.parseInt(root.getAttribute("width"))).isLessThan(WIDEST);
        // one behind them all
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2 * classes);
        assertThat(svg.split("&lt;class&gt; &amp; 1<", -1)).hasSizeGreaterThanOrEqualTo(3);
    }
}
