package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import kinglet.graph.Dropout;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.StochasticDepth;
import kinglet.kernels.KernelsProvider;
import kinglet.kernels.KernelsProviders;
import kinglet.networks.Catalogue;
import kinglet.train.Golden.Deviations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three steps of whole networks against PyTorch's in double precision: losses, the norm of each gradient of the first step, and that of each
 * tensor afterwards.
 */
class GoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("kinglet.shared", "../shared"), "reference", "golden");
    private static final String SUFFIX = "-train.json";
    private static final int CLASSES = 1000;

    /**
     * Not reached: of their hundred thousands of ReLUs one or a few lie so near to a bound that float arithmetic falls on its other side, here and not
     * in that run of PyTorch's that the reference tells of. Above that layer all gradients agree to 1e-6; below it they are off by 0.1 to 0.6 %, and so
     * are later losses.
     */
    private static final Set<String> FLIPPED = Set.of(
            "mobilenet_v2 on plain",
            "mobilenet_v2 on vector",
            "resnet18 on plain",
            "resnet18 on vector",
            "resnet50 on vector",
            "shufflenet_v2_x1_0 on vector");

    /**
     * What these are held to instead: PyTorch's own floats fall on either side too when they are added in another order. The farthest of five runs of
     * PyTorch 1.13.1 on a CPU: with two threads, with {@code channels_last} on one and two, and without oneDNN on one and two.
     */
    private static final Map<String, Deviations> FARTHEST = Map.of(
            "mobilenet_v2", new Deviations(List.of(2.0e-7, 1.2e-3, 3.6e-2), 1.5e-2, 4.1e-3),
            "resnet18", new Deviations(List.of(8.9e-7, 8.9e-6, 7.9e-5), 1.1e-3, 1.9e-5),
            "resnet50", new Deviations(List.of(8.5e-6, 7.3e-3, 8.7e-2), 9.3e-3, 1.2e-2),
            "shufflenet_v2_x1_0", new Deviations(List.of(1.7e-6, 1.4e-3, 1.2e-2), 6.7e-3, 3.1e-3));

    static Stream<Arguments> networksAndKernels() {
        return networks()
                .flatMap(network -> KernelsProviders.all().stream()
                        .filter(provider -> provider.unusableBecause().isEmpty())
                        .map(provider -> Arguments.of(network, provider.name(), provider)));
    }

    private static Stream<String> networks() {
        if (!Files.isDirectory(GOLDEN)) {
            return Stream.of("");
        }
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("networksAndKernels")
    void threeStepsArePyTorchs(String id, String kernels, KernelsProvider provider) throws IOException {
        assumeTrue(!id.isEmpty(), "no reference at " + GOLDEN);
        Golden golden = Golden.read(GOLDEN.resolve(id + SUFFIX));
        Network network = withoutChance(Catalogue.entry(id).build()).withInput(new Shape(3, 64, 64));
        Batch batch = batch(golden.labels());
        String what = id + " on " + kernels;
        Deviations allowed = FLIPPED.contains(what) ? Objects.requireNonNull(FARTHEST.get(id)) : golden.deviations();
        List<Double> losses = new ArrayList<>();
        Map<String, Double> gradients = new LinkedHashMap<>();
        // torchvision's MobileNetV3 has norms of its own kind; all others have PyTorch's default.
        LearnerOptions options =
                LearnerOptions.of(batch.size()).withNormMomentum(id.startsWith("mobilenet_v3") ? 0.01 : 0.1);
        try (Learner learner = new Learner(network, FormulaWeights.of(network), options, provider.create())) {
            Optimizer sgd = new Sgd(0.9, false);
            OptimizerRun run = sgd.start(
                    learner.slots().stream()
                            .map(s -> new Slot(s.parameter(), s.values(), s.gradient(), true))
                            .toList(),
                    4e-5);
            for (int step = 0; step < 3; step++) {
                losses.add(learner.learn(batch));
                // no gate that flips moves the first loss
                assertLoss(what, golden, step == 0 ? golden.deviations() : allowed, losses);
                if (step == 0) {
                    learner.slots().forEach(s -> gradients.put(s.name(), norm(s.gradient())));
                }
                run.step(0.0005, 1);
            }
            Map<String, Double> states = new LinkedHashMap<>();
            learner.weights().asMap().forEach((name, tensor) -> states.put(name, norm(tensor.data())));
            compare(what + ": gradient", golden.gradients(), gradients, allowed.gradients());
            compare(what + ": state", golden.states(), states, allowed.states());
        }
    }

    private static void assertLoss(String what, Golden golden, Deviations allowed, List<Double> losses) {
        int step = losses.size() - 1;
        double expected = golden.losses().get(step);
        assertThat(Math.abs(losses.get(step) - expected) / expected)
                .as("%s: loss of step %d", what, step)
                .isLessThan(bound(allowed.losses().get(step)));
    }

    /** Relative to each norm; norms under a thousandth of the largest count against that. */
    private static void compare(String what, Map<String, Double> expected, Map<String, Double> actual, double error) {
        assertThat(actual.keySet()).as(what).containsAll(expected.keySet());
        double floor =
                1e-3 * expected.values().stream().mapToDouble(d -> d).max().orElseThrow();
        double worst = 0;
        String where = "";
        for (Map.Entry<String, Double> e : expected.entrySet()) {
            double value = Objects.requireNonNull(actual.get(e.getKey()));
            double difference = Math.abs(value - e.getValue()) / Math.max(e.getValue(), floor);
            if (!(difference <= worst)) {
                worst = difference;
                where = "%s is %s, not %s".formatted(e.getKey(), value, e.getValue());
            }
        }
        assertThat(worst).as("%s: %s", what, where).isLessThan(bound(error));
    }

    /** Five times what PyTorch deviates, or 1e-5 where that is less. */
    private static double bound(double deviation) {
        return Math.max(1e-5, 5 * deviation);
    }

    private static Network withoutChance(Network network) {
        return network.map(network.name(), (node, _) -> switch (node.op()) {
            case Dropout _ -> new Dropout(0);
            case StochasticDepth _ -> new StochasticDepth(0);
            default -> node.op();
        });
    }

    private static Batch batch(List<Integer> labels) {
        int n = labels.size();
        float[] targets = new float[n * CLASSES];
        for (int i = 0; i < n; i++) {
            targets[i * CLASSES + labels.get(i)] = 1;
        }
        return new Batch(
                n,
                FormulaWeights.input(n, 3, 64, 64).data(),
                targets,
                labels.stream().mapToInt(i -> i).toArray());
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
