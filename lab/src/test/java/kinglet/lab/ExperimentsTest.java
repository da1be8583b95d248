package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.formats.ModelFiles;
import kinglet.graph.FormulaWeights;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.kernels.Machine;
import kinglet.networks.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every experiment, on one thread, its smallest networks, and a clock that is always too late, so that it makes as few rounds as it may. */
class ExperimentsTest {
    private static final long LATER = 10_000_000_000L;

    private long now;

    static Stream<Experiment> experiments() {
        return Experiments.all().stream().map(ExperimentsTest::small);
    }

    private static Experiment small(Experiment experiment) {
        return switch (experiment) {
            case GuidelineExperiment(
                    var name,
                    var guideline,
                    var question,
                    var source,
                    var claims,
                    var remarks,
                    var devices) ->
                new GuidelineExperiment(
                        name, guideline, question, source, claims, remarks, devices.subList(1, devices.size()));
            case CountingExperiment _ -> new CountingExperiment(20e6);
            default -> experiment;
        };
    }

    private Run hasty() {
        return Run.of(true)
                .withThreads(List.of(1))
                .withMachine(() -> new Machine(100, 20))
                .withClock(() -> now += LATER + now / 1000);
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void reports(Experiment experiment) {
        Report report = experiment.run(hasty());
        assertThat(report.verdicts()).as(experiment.name()).isNotEmpty();
        assertThat(report.verdicts()).allSatisfy(verdict -> {
            assertThat(verdict.claim()).endsWith(".");
            assertThat(verdict.reason()).endsWith(".");
            assertThat(verdict.outcome()).isNotEqualTo(Verdict.Outcome.FAILED);
        });
        assertThat(report.command()).startsWith("kinglet experiment run " + experiment.name());
        Reports reports = new Reports(Conditions.here(), List.of(report));
        assertThat(reports.files()).isNotEmpty();
        assertThat(reports.text()).doesNotContain("NaN", "Infinity");
        assertThat(reports.markdown()).doesNotContain("NaN", "Infinity");
        answers(experiment.name(), reports);
    }

    /** What the claims take from its report is there. */
    private static void answers(String name, Reports reports) {
        SavedReport saved = SavedReport.of(reports.json()).getFirst();
        Claims.ALL.stream()
                .flatMap(claim -> claim.evidence().stream())
                .filter(evidence -> evidence.experiments().equals(List.of(name)))
                .forEach(evidence -> assertThat(evidence.verdicts(Map.of(name, saved)))
                        .as(evidence.toString())
                        .isNotEmpty());
    }

    /** The user's has no published accuracy, and is measured with the others. */
    @Test
    void aNetworkOfTheUsersTakesPart(@TempDir Path folder) {
        Path file = folder.resolve("mine.onnx");
        Network network = Catalogue.entry("effnet").build();
        ModelFiles.write(Model.of(network, FormulaWeights.of(network)), file);
        Report report = new CountingExperiment(4e6).run(hasty().withNetwork(file));
        assertThat(report.command()).contains("--network " + file);
        String csv = new Reports(Conditions.here(), List.of(report)).csv();
        long multAdds = NetworkCost.of(network).multAdds(Convention.PAPER);
        assertThat(csv.lines()
                        .filter(line ->
                                line.startsWith("mine.onnx,1,%d,%d,".formatted(network.parameterCount(), multAdds))))
                .as(csv)
                .hasSize(1);
        assertThat(csv.lines().filter(line -> line.startsWith("effnet_shufflenet,1,")))
                .hasSize(1);
    }

    @Test
    void namesAreDifferentAndFitAFile() {
        assertThat(Experiments.all())
                .extracting(Experiment::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
    }

    @Test
    void aWrongNameIsAnsweredWithTheNearest() {
        assertThat(Experiments.named("fragmentation").title()).startsWith("G3");
        assertThatThrownBy(() -> Experiments.named("equal_width"))
                .isInstanceOf(KingletException.class)
                .hasMessage(
                        "there is no experiment 'equal_width'; did you mean equal-widths? 'kinglet experiment list' shows all");
    }
}
