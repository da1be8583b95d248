package kinglet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TrainingTableTest {
    private static final List<String> BOTH = List.of("contiguous", "channels_last");
    private static final TrainingRow FASTER = row("fast", 40, 20, 10);
    private static final TrainingRow SLOWER = row("slow", 20, 10, 40);
    private static final TrainingRow ALONE =
            new TrainingRow(new TrainingCase("alone", 32, 8), 2, new TrainingRow.Result(5, 100_000_000), Map.of());

    private static TrainingRow row(String network, double ours, double contiguous, double channelsLast) {
        return new TrainingRow(
                new TrainingCase(network, 64, 16),
                2,
                new TrainingRow.Result(ours, 100_000_000),
                Map.of(
                        "contiguous", new TrainingRow.Result(contiguous, 200_000_000),
                        "channels_last", new TrainingRow.Result(channelsLast, 400_000_000)));
    }

    private static String print(ReportFormat format, List<String> rivals, TrainingRow... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TrainingTable table = new TrainingTable(format, rivals, 10, new PrintStream(bytes, true, UTF_8));
        table.begin();
        List.of(rows).forEach(table::row);
        table.end();
        return bytes.toString(UTF_8);
    }

    @Test
    void theFasterMemoryFormatCountsAndItsMemory() {
        assertThat(print(ReportFormat.csv, BOTH, FASTER, SLOWER).lines())
                .containsExactly(
                        "network,pixels,batch,threads,kinglet_images_per_second,kinglet_mb,contiguous_images_per_second,"
                                + "channels_last_images_per_second,fastest_mb,speed_ratio,memory_ratio",
                        "fast,64,16,2,40.0,100.0,20.0,10.0,200.0,2.0,0.5",
                        "slow,64,16,2,20.0,100.0,10.0,40.0,400.0,0.5,0.25");
    }

    @Test
    void theMeanIsGeometricAndTheExtremesAreNamed() {
        assertThat(print(ReportFormat.table, BOTH, FASTER, SLOWER, ALONE).lines())
                .last()
                .isEqualTo("geometric mean of kinglet/fastest over 2 cases 1.000, slowest slow at 64, batch 16 0.500;"
                        + " most memory fast at 64, batch 16 0.50");
    }

    @Test
    void withoutPytorchThereIsOneColumnAndNoMean() {
        assertThat(print(ReportFormat.markdown, List.of(), ALONE).lines())
                .containsExactly(
                        "| network | pixels | batch | threads | kinglet images/s | kinglet MB |",
                        "|---|---:|---:|---:|---:|---:|",
                        "| alone | 32 | 8 | 2 | 5.0 | 100 |");
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        Map<String, Object> report = JSON.std.mapFrom(print(ReportFormat.json, BOTH, FASTER, ALONE));
        assertThat((List<?>) report.get("rows")).hasSize(2);
        assertThat(report)
                .extractingByKey("mean")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("slowest", "fast:64:16");
        assertThat(JSON.std.mapFrom(print(ReportFormat.json, List.of(), ALONE))).containsOnlyKeys("rows");
    }
}
