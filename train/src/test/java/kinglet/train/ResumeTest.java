package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that is stopped, written, read and taken up by new objects ends with the same bits as one that was not. */
class ResumeTest {
    private static final int STEPS = 20;
    private static final int STOP = 7;

    @TempDir
    Path folder;

    static List<Optimizer> optimizers() {
        return OptimizerTest.optimizers();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void endsWithTheSameBits(Optimizer optimizer) {
        Recipe recipe = Recipes.recipe("small")
                .withOptimizer(optimizer)
                .withEpochs(5)
                .withLearningRate(0.01)
                .withClip(1);
        Toy whole = new Toy(recipe);
        whole.train(0, STEPS);

        Toy stopped = new Toy(recipe);
        stopped.train(0, STOP);
        Path file = folder.resolve("last.kinglet");
        stopped.checkpoint(STOP).write(file);
        Toy resumed = new Toy(recipe);
        resumed.takeUp(Checkpoint.read(file));
        resumed.train(STOP, STEPS);

        assertSame(resumed.weights, whole.weights);
        assertSame(resumed.averages.averages(), whole.averages.averages());
        whole.optimizer.state().forEach((name, state) -> assertSame(
                Optional.ofNullable(resumed.optimizer.state().get(name)).orElseThrow(), state));
    }

    private static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        expected.asMap().forEach((name, tensor) -> assertThat(
                        actual.tensor(name).data())
                .as(name)
                .isEqualTo(tensor.data()));
    }

    /** Draws every value to the sine of its place and of the step, in the order of things that a trainer has. */
    private static final class Toy {
        private final Recipe recipe;
        private final List<Slot> slots = OptimizerTest.large();
        private final Weights weights;
        private final OptimizerRun optimizer;
        private final GradientNorm norm = new GradientNorm(slots);
        private final Ema averages;

        Toy(Recipe recipe) {
            this.recipe = recipe;
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            slots.forEach(slot -> tensors.put(slot.name(), slot.tensor(slot.values())));
            this.weights = Weights.of(tensors);
            this.optimizer =
                    recipe.optimizer().start(slots, recipe.regularization().weightDecay());
            this.averages = new Ema(weights, recipe.averaging().orElseThrow());
        }

        void train(int from, int to) {
            for (int step = from; step < to; step++) {
                double loss = loss(step);
                double rate = recipe.rate(step, 4);
                DivergedException.check(step, rate, loss, norm.compute());
                optimizer.step(rate, GradientNorm.clip(norm.value(), recipe.clip().orElseThrow()));
                averages.update();
            }
        }

        private double loss(int step) {
            double loss = 0;
            for (Slot slot : slots) {
                for (int i = 0; i < slot.size(); i++) {
                    float gap = slot.values()[i] - (float) StrictMath.sin(i + step);
                    slot.gradient()[i] = gap;
                    loss += 0.5 * gap * gap;
                }
            }
            return loss;
        }

        Checkpoint checkpoint(int step) {
            return new Checkpoint(
                    new Checkpoint.Progress("toy", "", recipe.settings(), 0, step, 1, 3, optimizer.steps()),
                    weights,
                    optimizer.state(),
                    Optional.of(new Checkpoint.Averages(averages.averages(), averages.updates())),
                    List.of());
        }

        void takeUp(Checkpoint checkpoint) {
            WeightsCopy.copy(checkpoint.weights(), weights);
            optimizer.restore(checkpoint.optimizer(), checkpoint.progress().optimizerSteps());
            Checkpoint.Averages kept = checkpoint.averages().orElseThrow();
            averages.restore(kept.weights(), kept.updates());
        }
    }
}
