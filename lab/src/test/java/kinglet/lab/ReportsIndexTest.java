package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.lab.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsIndexTest {
    private static final Verdict MEASURED = new Verdict(Outcome.HOLDS_WEAKLY, "1 < 2.", "1.5", "1.4", "So.");
    private static final Verdict EXACT = new Verdict(Outcome.PASSED, "1 + 1 = 2.", "2", "2", "Counted.");

    private static SavedReport report(String name, Verdict... verdicts) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("processor", "A & B");
        conditions.put("date", "2026-01-02");
        return new SavedReport(name, "kinglet experiment run " + name, conditions, List.of(verdicts), Map.of());
    }

    private static final ReportsIndex INDEX = new ReportsIndex(
            List.of(report("equal-widths", MEASURED), report("formulas", EXACT, EXACT), report("errata", EXACT)));

    @Test
    void itLinksToEveryReport() {
        assertThat(INDEX.markdown())
                .contains("| [equal-widths](equal-widths/report.md) | G1: ", "| holds weakly | 2026-01-02 |")
                .contains("| [formulas](formulas/report.md) |", "| passed (2) | 2026-01-02 |");
        assertThat(INDEX.html()).contains("<a href=\"equal-widths/report.html\">equal-widths</a>");
    }

    @Test
    void whatWasMeasuredIsShownAndWhatPassedCounted() {
        assertThat(INDEX.markdown())
                .contains("| equal-widths | 1 < 2. | 1.5 | 1.4 | holds weakly |")
                .doesNotContain("1 + 1");
    }

    @Test
    void conditionsAreSaidOnce() {
        assertThat(INDEX.markdown()).contains("- processor A & B, date 2026-01-02: equal-widths, formulas, errata");
        assertThat(INDEX.html())
                .contains("<li>processor A &amp; B, date 2026-01-02: equal-widths, formulas, errata</li>");
    }

    @Test
    void aFolderWithoutReportsHasAnEmptyIndex(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/report.json"), "no report of ours");
        assertThat(ReportsIndex.files(folder)).containsOnlyKeys("index.md", "index.html");
    }
}
