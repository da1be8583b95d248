package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kinglet.graph.*;
import kinglet.kernels.KernelsProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static Network network() {
        Scope s = Scope.of("corners");
        Node x = s.add("conv", Conv2d.of(10, 3).stride(2), s.input(Corners.IMAGE));
        x = s.add("act", Activation.RELU6, s.add("norm", new BatchNorm(1e-5), x));
        Node y = s.add("dw", Conv2d.depthwise(10, 3), x);
        y = s.add("dw.act", Activation.SWISH, s.add("dw.norm", new BatchNorm(1e-5), y));
        x = s.add("sum", new Add(), x, y);
        x = s.add("pool", Pool.average(Window.of(3).stride(3)), x);
        x = s.add("drop", new Dropout(0.1), s.add("flat", new Flatten(), x));
        return s.build(s.add("fc", new Linear(Corners.CLASSES, true), x));
    }

    private static Recipe recipe() {
        Recipe small = Recipes.recipe("small");
        return small.withEpochs(4).withBatchSize(Corners.BATCH).withLearningRate(0.05);
    }

    private static Trainer trainer(Recipe recipe, TrainerOptions options, TrainingListener listener) {
        Network network = network();
        return new Trainer(
                network, FormulaWeights.of(network), recipe, new Corners(), options, KernelsProviders.best(), listener);
    }

    private static List<float[]> arrays(Weights weights) {
        return weights.asMap().values().stream().map(t -> t.data().clone()).toList();
    }

    private static List<float[]> train(TrainerOptions options) {
        try (Trainer trainer = trainer(recipe(), options, TrainingListener.NONE)) {
            return arrays(trainer.train());
        }
    }

    private static void assertSame(List<float[]> actual, List<float[]> expected) {
        IntStream.range(0, expected.size())
                .forEach(i -> assertThat(actual.get(i)).as("tensor %d", i).isEqualTo(expected.get(i)));
    }

    @Test
    void recomputationChangesNoBit() {
        assertSame(train(TrainerOptions.DEFAULTS.withRecomputation(true)), train(TrainerOptions.DEFAULTS));
    }

    /** Of 128 channels of a block, in whole vectors, the 48 of the expansion are not kept. */
    @Test
    void recomputationTakesLessMemory() {
        Scope s = Scope.of("bottlenecks");
        Node x = s.add("stem", Conv2d.of(8, 3), s.input(Corners.IMAGE));
        for (int i = 0; i < 8; i++) {
            Node expanded = s.add("expand" + i, Activation.RELU6, s.add("e" + i, Conv2d.of(48, 1), x));
            Node filtered = s.add("depthwise" + i, Activation.RELU6, s.add("d" + i, Conv2d.depthwise(48, 3), expanded));
            x = s.add("sum" + i, new Add(), x, s.add("p" + i, Conv2d.of(8, 1), filtered));
        }
        Network network = s.build(s.add("fc", new Linear(Corners.CLASSES, true), s.add("pool", GlobalPool.AVERAGE, x)));
        assertThat(storage(network, true)).isLessThan(storage(network, false) * 3 / 4);
    }

    private static long storage(Network network, boolean recomputes) {
        LearnerOptions options = LearnerOptions.of(Corners.BATCH).withRecomputation(recomputes);
        try (Learner learner = new Learner(network, FormulaWeights.of(network), options, KernelsProviders.best())) {
            learner.learn(Corners.batch(0));
            return learner.storage();
        }
    }

    @Test
    void theWeightsItBeginsWithStayAsTheyAre() {
        Network network = network();
        Weights begin = FormulaWeights.of(network);
        TrainerOptions options = TrainerOptions.DEFAULTS;
        try (Trainer trainer = new Trainer(
                network, begin, recipe(), new Corners(), options, KernelsProviders.best(), TrainingListener.NONE)) {
            assertThat(arrays(trainer.train()).getFirst())
                    .isNotEqualTo(arrays(begin).getFirst());
        }
        assertSame(arrays(begin), arrays(FormulaWeights.of(network)));
    }

    @Test
    void learnsWhatCanBeLearned() {
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(Checkpoint.Metrics metrics) {
                losses.add(metrics.values().get("loss"));
            }
        };
        try (Trainer trainer = trainer(recipe(), TrainerOptions.DEFAULTS, listener)) {
            trainer.train();
            assertThat(losses).hasSize(4);
            assertThat(losses.getLast()).isLessThan(losses.getFirst());
            assertThat(trainer.metrics().getLast().values().get("train_top1")).isGreaterThan(0.8);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        List<float[]> one = train(TrainerOptions.DEFAULTS.withThreads(1));
        assertSame(train(TrainerOptions.DEFAULTS.withThreads(3)), one);
    }

    @Test
    void goesOnFromACheckpointWithTheSameBits(@TempDir Path folder) {
        Path file = folder.resolve("training.checkpoint");
        List<float[]> whole = train(TrainerOptions.DEFAULTS);
        TrainerOptions kept = TrainerOptions.DEFAULTS.withCheckpoint(file, Duration.ZERO);
        TrainingListener stopping = new TrainingListener() {
            @Override
            public void saved(Checkpoint checkpoint) {
                if (checkpoint.progress().step() == 9) {
                    throw new IllegalStateException("pulled the plug");
                }
            }
        };
        assertThatThrownBy(() -> {
                    try (Trainer trainer = trainer(recipe(), kept, stopping)) {
                        trainer.train();
                    }
                })
                .hasMessage("pulled the plug");
        assertSame(train(kept), whole);
    }

    @Test
    void anotherRecipeIsNotGoneOnWith(@TempDir Path folder) {
        Path file = folder.resolve("training.checkpoint");
        TrainerOptions kept = TrainerOptions.DEFAULTS.withCheckpoint(file, Duration.ZERO);
        train(kept);
        assertThatThrownBy(() -> trainer(recipe().withLearningRate(1), kept, TrainingListener.NONE))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("another recipe or seed");
    }

    @Test
    void divergenceIsNoticed() {
        assertThatThrownBy(() -> {
                    try (Trainer trainer =
                            trainer(recipe().withLearningRate(1e30), TrainerOptions.DEFAULTS, TrainingListener.NONE)) {
                        trainer.train();
                    }
                })
                .isInstanceOf(DivergedException.class);
    }
}
