package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.kernels.KernelsProvider;
import kinglet.kernels.KernelsProviders;
import kinglet.networks.Condensation;
import kinglet.networks.CondenseLayer;
import kinglet.train.CondensationReport.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small CondenseNet in training, through all its stages. */
class CondensingTest {
    private static final int GROUPS = 2;
    private static final int CONDENSATION = 4;
    private static final int LAYERS = 3;
    private static final int EPOCHS = 4;
    private static final double LASSO = 1e-2;

    private static Network network() {
        Scope s = Scope.of("condensing");
        Node x = s.add("init", Conv2d.of(8, 3).stride(2), s.input(Corners.IMAGE));
        for (int i = 1; i <= LAYERS; i++) {
            x = new CondenseLayer(4, GROUPS, CONDENSATION, false).add(s.in("layer_" + i), x);
        }
        x = s.add(Activation.RELU, s.add("norm", new BatchNorm(1e-5), x));
        return s.build(s.add("fc", new Linear(Corners.CLASSES, true), s.add(GlobalPool.AVERAGE, x)));
    }

    private static Recipe recipe() {
        Recipe recipe = Recipes.recipe("condensenet_cifar");
        return recipe.withEpochs(EPOCHS)
                .withBatchSize(Corners.BATCH)
                .withLearningRate(0.05)
                .withRegularization(recipe.regularization().withGroupLasso(LASSO));
    }

    private static Trainer trainer(Network network, TrainerOptions options, TrainingListener listener) {
        return new Trainer(
                network,
                Initialisation.of(network, 3),
                recipe(),
                new Corners(),
                options,
                KernelsProviders.best(),
                listener);
    }

    private static Map<String, float[]> arrays(Weights weights) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        weights.asMap().forEach((name, tensor) -> arrays.put(name, tensor.copy()));
        return arrays;
    }

    private static Map<String, float[]> train(TrainerOptions options) {
        try (Trainer trainer = trainer(network(), options, TrainingListener.NONE)) {
            return arrays(trainer.train());
        }
    }

    private static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    }

    /** Every output of a group reads the same inputs, exactly this share of them. */
    private static void assertKept(Network network, Weights weights, double share) {
        for (Node node : network.nodes()) {
            if (node.op() instanceof LearnedGroupConv2d op) {
                int inputs = node.input().shape().channels();
                float[] mask = weights.tensor(node.name() + ".mask").data();
                for (int o = 0; o < op.outChannels(); o++) {
                    float[] own = Arrays.copyOfRange(mask, o * inputs, (o + 1) * inputs);
                    int first = o % GROUPS * inputs;
                    assertThat(own).isEqualTo(Arrays.copyOfRange(mask, first, first + inputs));
                    int kept = 0;
                    for (float m : own) {
                        kept += m == 1 ? 1 : 0;
                    }
                    assertThat(kept).as("inputs of output %d of %s", o, node).isEqualTo((int) (share * inputs));
                }
            }
        }
    }

    @Test
    void stagesComeInTheFirstHalfAndLeaveExactShares() {
        Network network = network();
        List<CondensationReport> reports = new ArrayList<>();
        Map<Long, Map<String, float[]>> masks = new LinkedHashMap<>();
        List<Trainer> trainers = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void condensed(CondensationReport report) {
                reports.add(report);
            }

            @Override
            public void step(StepReport report) {
                masks.put(report.step(), arrays(trainers.getFirst().weights()));
            }
        };
        try (Trainer trainer = trainer(network, TrainerOptions.DEFAULTS, listener)) {
            trainers.add(trainer);
            trainer.train();
        }
        assertThat(reports.stream().map(CondensationReport::step)).containsExactly(4L, 8L, 12L);
        assertThat(reports.stream().map(CondensationReport::epoch)).containsExactly(0, 1, 2);
        assertThat(reports.stream().map(CondensationReport::batch)).containsExactly(4, 2, 0);
        for (int stage = 1; stage <= 3; stage++) {
            List<Layer> layers = reports.get(stage - 1).layers();
            assertThat(layers).hasSize(LAYERS);
            assertThat(layers.stream().map(Layer::share)).containsOnly(1 - stage / 4.0);
            assertThat(layers.stream().map(Layer::stage)).containsOnly(stage);
        }
        masks.forEach((step, weights) -> assertKept(
                network, weights(network, weights), step < 4 ? 1 : step < 8 ? 0.75 : step < 12 ? 0.5 : 0.25));
    }

    private static Weights weights(Network network, Map<String, float[]> arrays) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.parameters()
                .forEach(p -> tensors.put(
                        p.name(),
                        Tensor.of(
                                Objects.requireNonNull(arrays.get(p.name())),
                                p.dims().stream().mapToInt(Integer::intValue).toArray())));
        return Weights.of(tensors);
    }

    @Test
    void theConvertedNetworkComputesTheSame() {
        Network network = network();
        Model trained;
        try (Trainer trainer = trainer(network, TrainerOptions.DEFAULTS, TrainingListener.NONE)) {
            trained = Model.of(network, trainer.train());
        }
        Model converted = Condensation.convert(trained);
        assertThat(converted.network().nodes()).noneMatch(node -> node.op() instanceof LearnedGroupConv2d);
        long learned = network.nodes().stream()
                .filter(node -> node.op() instanceof LearnedGroupConv2d)
                .mapToLong(node -> node.parameters().getFirst().size())
                .sum();
        // half as many groups as the condensation: each of the two keeps a quarter of the inputs, and so norms have
        // half their channels
        long norms = 2 * (8 + 12 + 16) / 2;
        assertThat(converted.network().parameterCount()).isEqualTo(network.parameterCount() - learned * 3 / 4 - norms);
        Batch batch = Corners.batch(99);
        LearnerOptions options = LearnerOptions.of(Corners.BATCH).withThreads(2);
        try (Learner masked = new Learner(network, trained.weights(), options, KernelsProviders.best());
                Learner grouped =
                        new Learner(converted.network(), converted.weights(), options, KernelsProviders.best())) {
            assertThat(grouped.learn(batch)).isCloseTo(masked.learn(batch), within(1e-5));
            assertThat(grouped.predictions()).isEqualTo(masked.predictions());
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        assertSame(train(TrainerOptions.DEFAULTS.withThreads(3)), train(TrainerOptions.DEFAULTS.withThreads(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 8, 9, 12})
    void goesOnInTheMiddleWithTheSameBits(int step, @TempDir Path folder) {
        TrainerOptions kept = TrainerOptions.DEFAULTS.withCheckpoint(folder.resolve("checkpoint"), Duration.ZERO);
        TrainingListener stopping = new TrainingListener() {
            @Override
            public void saved(Checkpoint checkpoint) {
                if (checkpoint.progress().step() == step) {
                    throw new IllegalStateException("pulled the plug");
                }
            }
        };
        assertThatThrownBy(() -> {
                    try (Trainer trainer = trainer(network(), kept, stopping)) {
                        trainer.train();
                    }
                })
                .hasMessage("pulled the plug");
        assertSame(train(kept), train(TrainerOptions.DEFAULTS));
    }

    @Test
    void whatIsFrozenIsNotCondensed() {
        Network network = network();
        TrainerOptions head = TrainerOptions.DEFAULTS.withLearning(name -> name.startsWith("fc."), _ -> true);
        try (Trainer trainer = trainer(network, head, TrainingListener.NONE)) {
            assertKept(network, trainer.train(), 1);
        }
    }

    static Stream<Arguments> kernels() {
        return KernelsProviders.all().stream()
                .filter(provider -> provider.unusableBecause().isEmpty())
                .map(provider -> Arguments.of(provider.name(), provider));
    }

    /** Against central differences, in doubles, of the loss with the group lasso. */
    @ParameterizedTest(name = "on {0}")
    @MethodSource("kernels")
    void gradientsAreThoseOfTheMaskedLoss(String name, KernelsProvider provider) {
        Network network = network();
        Random random = new Random(11);
        Map<String, float[]> arrays = arrays(Initialisation.of(network, 3));
        for (Node node : network.nodes()) {
            if (node.op() instanceof LearnedGroupConv2d op) {
                float[] weights = Objects.requireNonNull(arrays.get(node.name() + ".weight"));
                float[] mask = Objects.requireNonNull(arrays.get(node.name() + ".mask"));
                int inputs = node.input().shape().channels();
                new LearnedGroups(node.name(), op, inputs, weights, mask, 0).condense(2);
            }
        }
        Batch batch = Corners.batch(5);
        Map<String, double[]> doubles = new LinkedHashMap<>();
        arrays.forEach((tensor, values) -> {
            double[] copy = new double[values.length];
            Arrays.setAll(copy, i -> values[i]);
            doubles.put(tensor, copy);
        });
        DoubleNetwork reference = new DoubleNetwork(network, doubles, Corners.BATCH);
        LearnerOptions options = LearnerOptions.of(Corners.BATCH).withThreads(2).withGroupLasso(LASSO);
        try (Learner learner = new Learner(network, weights(network, arrays), options, provider.create())) {
            learner.learn(batch);
            for (Slot slot : learner.slots()) {
                if (slot.name().endsWith("conv_1.conv.weight")) {
                    compare(slot, reference, doubles, batch, random);
                }
            }
        }
    }

    private static void compare(
            Slot slot, DoubleNetwork reference, Map<String, double[]> doubles, Batch batch, Random random) {
        double[] weights = Objects.requireNonNull(doubles.get(slot.name()));
        double[] mask = Objects.requireNonNull(doubles.get(slot.name().replace(".weight", ".mask")));
        double largest = 1e-3;
        for (float g : slot.gradient()) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (int k = 0; k < 20; k++) {
            int i = random.nextInt(weights.length);
            if (mask[i] == 0) {
                assertThat(slot.gradient()[i])
                        .as("%s[%d], masked out", slot.name(), i)
                        .isZero();
            }
            double was = weights[i];
            double step = 1e-5;
            weights[i] = was + step;
            double above = loss(reference, batch, slot, weights, mask);
            weights[i] = was - step;
            double below = loss(reference, batch, slot, weights, mask);
            weights[i] = was;
            double expected = (above - below) / (2 * step);
            assertThat(Math.abs(slot.gradient()[i] - expected) / largest)
                    .as("%s[%d]: %s, by differences %s", slot.name(), i, slot.gradient()[i], expected)
                    .isLessThan(3e-4);
        }
    }

    private static double loss(DoubleNetwork reference, Batch batch, Slot slot, double[] weights, double[] mask) {
        int inputs = slot.parameter().dims().get(1);
        double sum = 0;
        for (int start = 0; start < GROUPS * inputs; start++) {
            double squares = 0;
            for (int i = start; i < weights.length; i += GROUPS * inputs) {
                squares += weights[i] * mask[i] * weights[i] * mask[i];
            }
            sum += Math.sqrt(Math.max(1e-6, squares));
        }
        return reference.loss(batch.images(), batch.labels(), 0) + LASSO * sum;
    }
}
