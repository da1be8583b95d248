package kinglet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    private static final List<String> RUNTIMES = List.of("kinglet", "onnxruntime");

    /** 500 million mult-adds in 10 ms are 100 GFLOP/s. */
    private static final Row SLOWER = row("slow", 10, 5);

    private static final Row FASTER = row("fast", 10, 20);
    private static final Row ALONE = new Row(new Case("alone", 2, 8), 1, 200, Map.of("kinglet", new Row.Result(1, 0)));

    private static Row row(String network, double ours, double theirs) {
        return new Row(
                new Case(network, 1, 1),
                500_000_000,
                200,
                Map.of(
                        "kinglet", new Row.Result(ours, 100_000_000),
                        "onnxruntime", new Row.Result(theirs, 80_000_000)));
    }

    private static String print(ReportFormat format, Row... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReportTable table = new ReportTable(format, RUNTIMES, 10, new PrintStream(bytes, true, UTF_8));
        table.begin(200);
        List.of(rows).forEach(table::row);
        table.end();
        return bytes.toString(UTF_8);
    }

    @Test
    void aRowHasTimesRatioRateShareOfThePeakAndMemory() {
        assertThat(print(ReportFormat.csv, SLOWER).lines())
                .containsExactly(
                        "network,threads,batch,kinglet_ms,onnxruntime_ms,ratio_onnxruntime,gflops,percent_of_peak,"
                                + "kinglet_mb,onnxruntime_mb",
                        "slow,1,1,10.0,5.0,2.0,100.0,50.0,100.0,80.0");
    }

    @Test
    void aBatchAndThreadsCountInTheRateAndThePeak() {
        Row row = new Row(new Case("net", 2, 8), 500_000_000, 200, Map.of("kinglet", new Row.Result(40, 0)));
        assertThat(row.gflops()).hasValue(200);
        assertThat(row.percentOfPeak()).hasValue(50);
    }

    @Test
    void theMeanIsGeometricAndTheWorstIsNamed() {
        assertThat(print(ReportFormat.table, SLOWER, FASTER).lines())
                .last()
                .isEqualTo("1 thread, batch 1: geometric mean of kinglet/onnxruntime over 2 networks 1.000,"
                        + " worst slow 2.000");
    }

    @Test
    void whatARuntimeDidNotRunIsADash() {
        assertThat(print(ReportFormat.markdown, ALONE).lines())
                .contains("| alone | 2 | 8 | 1.00 | - | - | 0.0 | 0 | - | - |");
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        Map<String, Object> report = JSON.std.mapFrom(print(ReportFormat.json, SLOWER, FASTER, ALONE));
        assertThat(report).containsEntry("core_gflops", 200.0);
        assertThat((List<?>) report.get("rows")).hasSize(3);
        assertThat((List<?>) report.get("means")).hasSize(1);
    }
}
