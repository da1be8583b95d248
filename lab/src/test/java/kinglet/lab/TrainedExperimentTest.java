package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Network;
import kinglet.lab.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainedExperimentTest {
    private static final TrainedSubject SMALL = TrainedSubject.of("small", AblationBlocks.mobileNet(true));
    private static final TrainedSubject OTHER = TrainedSubject.of("other", AblationBlocks.shuffleNet(72, 1, true));
    private static final TrainedExperiment EXPERIMENT = new TrainedExperiment(
            "toy",
            "Toy",
            "Does it run?",
            new Source("nowhere", "page 1"),
            List.of(SMALL, OTHER),
            List.of(new TrainedClaim("Small is better.", "small", "other", "+1 point")));

    static Stream<TrainedExperiment> experiments() {
        return TrainedExperiments.ALL.stream().map(TrainedExperiment.class::cast);
    }

    /** Two classes, bright above or below. */
    private static void pictures(Path folder, String split, int count) throws IOException {
        Random random = new Random(split.hashCode());
        for (String name : List.of("above", "below")) {
            Path of = Files.createDirectories(folder.resolve(split).resolve(name));
            for (int i = 0; i < count; i++) {
                BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = image.createGraphics();
                graphics.setColor(new Color(200, random.nextInt(100), random.nextInt(100)));
                graphics.fillRect(0, name.equals("above") ? 0 : 16, 32, 16);
                graphics.dispose();
                ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
            }
        }
    }

    @Test
    void trainsEachAsOftenAsThereAreSeeds(@TempDir Path folder) throws IOException {
        pictures(folder, "train", 128);
        pictures(folder, "val", 8);
        Run run = Run.of(true).withPictures(folder, TrainedBudget.QUICK.of(2, 2));
        Report report = EXPERIMENT.run(run);
        assertThat(report.command()).endsWith(" --data " + folder + " --epochs 2 --seeds 2 --quick");
        Sheet<?> trainings = sheet(report, "toy-trainings");
        assertThat(trainings.records())
                .extracting(row -> row.get("network"))
                .containsExactly("small", "other", "small", "other");
        assertThat(trainings.records()).extracting(row -> row.get("seed")).containsExactly(1L, 1L, 2L, 2L);
        assertThat(report.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isNotEqualTo(Outcome.OPEN);
            assertThat(verdict.found()).contains("%) after 2 epochs").endsWith("2 seeds");
        });
        List<Map<String, Object>> again = records(sheet(EXPERIMENT.run(run), "toy-trainings"));
        assertThat(again)
                .extracting(row -> row.get("epochs"))
                .isEqualTo(records(trainings).stream()
                        .map(row -> row.get("epochs"))
                        .toList());
    }

    @Test
    void whatWasTrainedIsNotTrainedAgain(@TempDir Path folder) throws IOException {
        pictures(folder, "train", 64);
        pictures(folder, "val", 4);
        Path kept = folder.resolve("trainings.jsonl");
        Run run =
                Run.of(true).withPictures(folder, TrainedBudget.QUICK.of(1, 1)).withTrainings(kept);
        List<Map<String, Object>> first = records(sheet(EXPERIMENT.run(run), "toy-trainings"));
        List<String> lines = Files.readAllLines(kept);
        assertThat(lines).hasSize(2);
        assertThat(records(sheet(EXPERIMENT.run(run), "toy-trainings"))).isEqualTo(first);
        assertThat(Files.readAllLines(kept)).isEqualTo(lines);

        // the second line was cut off: trained again, on a line of its own
        Files.writeString(kept, lines.get(0) + "\n" + lines.get(1).substring(0, 100));
        assertThat(records(sheet(EXPERIMENT.run(run), "toy-trainings")).get(1).get("epochs"))
                .isEqualTo(first.get(1).get("epochs"));
        assertThat(Files.readAllLines(kept)).hasSize(3).startsWith(lines.get(0));

        // another seed is another training
        EXPERIMENT.run(run.withPictures(folder, TrainedBudget.QUICK.of(1, 2)));
        assertThat(Files.readAllLines(kept)).hasSize(5);
    }

    @Test
    void aKeyTellsNetworksApartButNotTheirNames() {
        TrainedKey with = key("with", 3, true);
        assertThat(with).isEqualTo(key("other", 3, true)).isNotEqualTo(key("with", 3, false));
        assertThat(with).isNotEqualTo(key("with", 4, true));
    }

    private static TrainedKey key(String name, int groups, boolean shuffled) {
        return TrainedKey.of(TrainedSubject.of(name, AblationBlocks.shuffleNet(48 * groups, groups, shuffled))
                .built()
                .of(10));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> records(Sheet<?> sheet) {
        return (List<Map<String, Object>>) (List<?>) sheet.records();
    }

    private static Sheet<?> sheet(Report report, String name) {
        return report.sections().stream()
                .flatMap(section -> section.parts().stream())
                .filter(part -> part instanceof Sheet<?> sheet && sheet.name().equals(name))
                .map(part -> (Sheet<?>) part)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutPicturesNothingIsJudged() {
        Report report = EXPERIMENT.run(Run.of(true));
        assertThat(report.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.OPEN);
    }

    @Test
    void whatDiffersByLessThanTheSeedsHoldsWeakly() {
        assertThat(outcome(new double[] {0.8, 0.82}, new double[] {0.7, 0.71})).isEqualTo(Outcome.HOLDS);
        assertThat(outcome(new double[] {0.7, 0.8}, new double[] {0.69, 0.79})).isEqualTo(Outcome.HOLDS_WEAKLY);
        assertThat(outcome(new double[] {0.7, 0.71}, new double[] {0.8, 0.81})).isEqualTo(Outcome.DOES_NOT_HOLD);
        assertThat(outcome(new double[] {0.8}, new double[] {0.7})).isEqualTo(Outcome.OPEN);
    }

    @Test
    void aSmallDifferenceThatIsLargeIsNotWhatWasClaimed() {
        TrainedClaim little = EXPERIMENT.claims().getFirst().byAtMost(0.03);
        assertThat(outcome(little, new double[] {0.72, 0.72}, new double[] {0.70, 0.70}))
                .isEqualTo(Outcome.HOLDS);
        assertThat(outcome(little, new double[] {0.80, 0.81}, new double[] {0.70, 0.71}))
                .isEqualTo(Outcome.DOES_NOT_HOLD);
    }

    private static Outcome outcome(double[] small, double[] other) {
        return outcome(EXPERIMENT.claims().getFirst(), small, other);
    }

    private static Outcome outcome(TrainedClaim claim, double[] small, double[] other) {
        return claim.verdict(name -> name.equals("small") ? small : other).outcome();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void itsClaimsNameItsNetworks(TrainedExperiment experiment) {
        List<String> names =
                experiment.subjects().stream().map(TrainedSubject::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        experiment.claims().forEach(claim -> assertThat(names).contains(claim.better(), claim.worse()));
        experiment.subjects().forEach(subject -> {
            Network network = subject.built().of(10);
            assertThat(network.input().shape().width()).as(subject.name()).isEqualTo(32);
            assertThat(network.output().shape().channels()).as(subject.name()).isEqualTo(10);
        });
    }

    @Test
    void theShuffleIsAllThatDiffers() {
        Network with = TrainedSubject.of("a", AblationBlocks.shuffleNet(120, 3, true))
                .built()
                .of(10);
        Network without = TrainedSubject.of("a", AblationBlocks.shuffleNet(120, 3, false))
                .built()
                .of(10);
        assertThat(with.nodes().stream().filter(node -> node.op() instanceof ChannelShuffle))
                .hasSize(8);
        assertThat(without.nodes()).hasSize(with.nodes().size() - 8);
        assertThat(multAdds(with)).isEqualTo(multAdds(without));
    }

    /** The widths of ShuffleNet's table 1 at a half, rounded to what the groups divide: the mult-adds differ by less than an eighth. */
    @Test
    void groupsCostAlike() {
        TrainedExperiment groups = experiments()
                .filter(e -> e.name().equals("groups-at-equal-cost"))
                .findFirst()
                .orElseThrow();
        double one = multAdds(groups.subjects().getFirst().built().of(10));
        for (TrainedSubject subject : groups.subjects()) {
            assertThat(multAdds(subject.built().of(10)) / one)
                    .as(subject.name())
                    .isCloseTo(1, within(0.125));
        }
    }

    private static double multAdds(Network network) {
        return NetworkCost.of(network).multAdds(Convention.PAPER);
    }
}
