package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

    @Test
    void listsNamesTitlesAndSources() {
        Run run = Run.of("experiment", "list", "--format", "csv");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .startsWith("name,title,source")
                .anyMatch(line -> line.startsWith("equal-widths,G1: equal channel widths minimise memory access,"));
        assertThat(Run.of("experiment").out()).contains("counting-is-not-speed");
    }

    @Test
    void aWrongNameIsOneLine() {
        Run run = Run.of("experiment", "run", "fragments");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "kinglet: there is no experiment 'fragments'; did you mean fragmentation? 'kinglet experiment list' shows all");
    }

    @Test
    void aNetworkIsForThoseThatLookAtOne() {
        Run run = Run.of("experiment", "run", "fragmentation", "--network", "mine.onnx");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "kinglet: 'fragmentation' does not look at a network of yours; those that do are counting-is-not-speed");
        assertThat(Run.of("experiment", "run", "fragmentation", "--threads", "0")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aRunPrintsAndWrites(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("reports");
        Run run = Run.of(
                "experiment",
                "run",
                "run-time-decomposition",
                "--quick",
                "--threads",
                "1",
                "--format",
                "json",
                "--out",
                out.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"name\" : \"run-time-decomposition\"", "\"dense_convolution_share\"");
        Path report = out.resolve("run-time-decomposition");
        assertThat(report).isDirectoryContaining("glob:**/report.html").isDirectoryContaining("glob:**.svg");
        assertThat(Files.readString(report.resolve("report.md")))
                .contains("(run-time-decomposition.svg)")
                .contains("kinglet experiment run run-time-decomposition --threads 1 --quick");
        assertThat(Files.readString(out.resolve("index.md")))
                .contains("[run-time-decomposition](run-time-decomposition/report.md)", "| bars without figures |");
        assertThat(Files.readString(out.resolve("index.html")))
                .contains("<a href=\"run-time-decomposition/report.html\">run-time-decomposition</a>");
    }

    @Test
    void claimsAreReadFromWhatARunWrote(@TempDir Path folder) throws IOException {
        Path reports = folder.resolve("reports");
        assertThat(Run.of(
                                "experiment",
                                "run",
                                "structures",
                                "--quick",
                                "--out",
                                reports.resolve("exact").toString())
                        .exit())
                .isZero();
        Path page = folder.resolve("claims.md");
        Run run = Run.of("experiment", "claims", "--reports", reports.toString(), "--out", page.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readString(page).lines())
                .anyMatch(line ->
                        line.startsWith("| [F29](#f29) | ") && line.contains("not run: errata; the rest: passed"))
                .anyMatch(line -> line.startsWith("| F03 | ") && line.contains("| not run |"));
    }

    @Test
    void claimsWithoutReportsAreOneLine(@TempDir Path folder) throws IOException {
        Run none = Run.of("experiment", "claims", "--reports", folder.toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err().lines())
                .singleElement()
                .asString()
                .startsWith("kinglet: there is no report.json in '" + folder);
        for (String text : new String[] {"{", "[]", "{}", "{\"conditions\": {}, \"experiments\": [{\"name\": 1}]}"}) {
            Files.writeString(folder.resolve("report.json"), text);
            Run wrong = Run.of("experiment", "claims", "--reports", folder.toString());
            assertThat(wrong.exit()).as(text).isEqualTo(1);
            assertThat(wrong.err().lines())
                    .as(text)
                    .singleElement()
                    .asString()
                    .contains("is no report of 'kinglet experiment run'");
        }
    }
}
