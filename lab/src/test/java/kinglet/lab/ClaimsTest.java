package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinglet.graph.KingletException;
import kinglet.lab.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsTest {
    private static final List<Experiment> EXACT = Stream.concat(
                    CheckExperiment.ALL.stream(), Stream.of(new InformationLossExperiment()))
            .toList();

    private static Map<String, ?> json(List<Experiment> experiments) {
        Run run = Run.of(true);
        return new Reports(
                        Conditions.here(),
                        experiments.stream().map(one -> one.run(run)).toList())
                .json();
    }

    static List<Claim> claims() {
        return Claims.ALL;
    }

    @Test
    void everyClaimOfTheInventoryIsThereOnce() {
        assertThat(Claims.ALL)
                .extracting(Claim::id)
                .isEqualTo(IntStream.rangeClosed(1, 30)
                        .mapToObj("F%02d"::formatted)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void eachIsASentenceAndNamesExperiments(Claim claim) {
        assertThat(claim.sentence()).containsPattern("[.]\\)?$");
        assertThat(claim.experiments())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Experiments.named(name)).isNotNull());
    }

    @Test
    void everyExactCheckPasses(@TempDir Path folder) throws IOException {
        Path exact = Files.createDirectories(folder.resolve("exact"));
        Files.writeString(exact.resolve("report.json"), JSON.std.asString(json(EXACT)));
        Map<String, SavedReport> reports = SavedReport.in(List.of(folder));
        assertThat(reports).hasSize(EXACT.size());
        for (Claim claim : Claims.ALL) {
            assertThat(claim.verdicts(reports))
                    .as(claim.id())
                    .allSatisfy(verdict -> assertThat(verdict.outcome()).isIn(Outcome.PASSED, Outcome.HOLDS));
        }
        List<String> page = ClaimsPage.markdown(List.of(folder)).lines().toList();
        for (Claim claim : Claims.ALL) {
            assertThat(page)
                    .filteredOn(line -> line.startsWith("| " + claim.id() + " | ")
                            || line.startsWith("| [%s](#".formatted(claim.id())))
                    .singleElement()
                    .asString()
                    .contains(
                            claim.sentence(),
                            "`kinglet experiment run " + claim.experiments().getFirst());
        }
        assertThat(page)
                .anyMatch(line -> line.startsWith("| F01 | ") && line.contains("| not run |"))
                .anyMatch(line -> line.startsWith("| [F22](#f22) | ")
                        && line.contains("| wrong as said; what is right: passed |"))
                .anyMatch(line -> line.startsWith("| [F12](#f12) | ")
                        && line.contains("| not run: linear-bottleneck; the rest: holds (2), passed (1) |"))
                .anyMatch(line -> line.contains("94.86 %"));
    }

    @Test
    void whatJudgedNothingWasNotRun() {
        Map<String, ?> json = json(List.of(Experiments.named("channel-shuffle-g8")));
        List<SavedReport> saved = SavedReport.of(json);
        assertThat(saved).hasSize(1);
        assertThat(SavedReport.latest(saved)).isEmpty();
    }

    @Test
    void ofTwoReportsTheLaterCounts() {
        SavedReport old = report("2026-01-31", "equal-widths", Outcome.HOLDS);
        SavedReport late = report("2026-02-01", "equal-widths", Outcome.DOES_NOT_HOLD);
        assertThat(SavedReport.latest(List.of(late, old))).containsValue(late);
        assertThat(SavedReport.latest(List.of(old, late))).containsValue(late);
    }

    private static SavedReport report(String date, String experiment, Outcome outcome) {
        return new SavedReport(
                experiment,
                "kinglet",
                Map.of("date", date),
                List.of(new Verdict(outcome, "Is so.", "1", "2", "Why.")),
                Map.of());
    }

    @Test
    void gainsAreComparedSeedBySeed() {
        Map<String, SavedReport> reports = new HashMap<>();
        reports.put("channel-shuffle-g3", trained("channel-shuffle-g3", 0.02, 0.021));
        assertThat(eleventh().verdicts(reports)).isEmpty();
        reports.put("channel-shuffle-g8", trained("channel-shuffle-g8", 0.05, 0.053));
        assertThat(eleventh().verdicts(reports)).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
            assertThat(verdict.found()).startsWith("+3.1 points");
        });
        reports.put("channel-shuffle-g8", trained("channel-shuffle-g8", 0.01, 0.012));
        assertThat(eleventh().verdicts(reports)).extracting(Verdict::outcome).containsExactly(Outcome.DOES_NOT_HOLD);
    }

    private static Claim eleventh() {
        return Claims.ALL.get(10);
    }

    private static SavedReport trained(String experiment, double... gains) {
        List<Map<?, ?>> trainings = new ArrayList<>();
        for (int seed = 1; seed <= gains.length; seed++) {
            double without = 0.7 + 0.01 * seed;
            trainings.add(Map.of("network", "without shuffle", "seed", seed, "top1", without));
            trainings.add(Map.of("network", "with shuffle", "seed", seed, "top1", without + gains[seed - 1]));
        }
        return new SavedReport(experiment, "", Map.of(), List.of(), Map.of(experiment + "-trainings", trainings));
    }

    @Test
    void aReportThatSaysNothingOfTheClaimIsAnError() {
        SavedReport old = report("2026-01-01", "structures", Outcome.PASSED);
        assertThatThrownBy(() -> new ClaimsPage(Map.of("structures", old)).markdown())
                .isInstanceOf(KingletException.class)
                .hasMessage(
                        "the report of 'structures' has no verdict that begins with 'F07:'; run the experiment again");
    }

    @Test
    void manyFiguresAreCutBetweenTwo() {
        assertThat(ClaimsPage.shortened("a: 1; b: 2")).isEqualTo("a: 1; b: 2");
        assertThat(ClaimsPage.shortened("a: 1; ".repeat(40)))
                .hasSizeLessThan(120)
                .endsWith("a: 1 ...");
    }
}
