package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private record Row(String name, Optional<Number> size) {}

    private static final List<Row> ROWS =
            List.of(new Row("a, \"b\"", Optional.of(1500)), new Row("c|d", Optional.empty()));

    private static String printed(Format format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Table<Row>()
                .words("name", "the name", Row::name)
                .perhaps("size", "size", Row::size, n -> Quantities.count(n.doubleValue()))
                .print(format, ROWS, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void csvQuotesAndHasRawNumbers() {
        assertThat(printed(Format.csv).lines()).containsExactly("name,size", "\"a, \"\"b\"\"\",1500", "c|d,");
    }

    @Test
    void csvQuotesColumns() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Table<Row>()
                .words("goldfish, Carassius auratus", "fish", Row::name)
                .print(Format.csv, List.of(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("\"goldfish, Carassius auratus\"");
    }

    @Test
    void markdownEscapesBars() {
        assertThat(printed(Format.markdown).lines())
                .containsExactly("| the name | size |", "|---|---:|", "| a, \"b\" | 1.50 k |", "| c\\|d | - |");
    }

    @Test
    void jsonHasEveryKey() {
        assertThat(printed(Format.json).replaceAll("\\s", "")).contains("\"size\":1500", "\"size\":null");
    }

    @Test
    void tableIsAligned() {
        assertThat(printed(Format.table).lines())
                .containsExactly("the name    size", "a, \"b\"    1.50 k", "c|d            -");
    }

    @ParameterizedTest
    @CsvSource({"812,812", "41000,41.0 k", "999999,1.00 M", "3504872,3.50 M", "300774272,301 M", "0,0"})
    void quantities(double number, String text) {
        assertThat(Quantities.count(number)).isEqualTo(text);
    }
}
