package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kinglet.graph.Parameter;
import kinglet.graph.WeightsException;
import kinglet.kernels.Share;
import kinglet.kernels.Team;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    static final float[] START = {0.5f, -1.25f, 2.0f, 0.003f, -0.75f};
    static final float[][] GRADIENTS = {
        {0.1f, -0.2f, 0.3f, -0.004f, 1.5f},
        {0.05f, 0.4f, -0.3f, 0.002f, -2.5f},
        {-0.7f, 0.02f, 0.11f, 0.0f, 0.6f},
        {0.2f, -0.33f, 0.04f, -0.001f, 0.9f}
    };

    /** Of PyTorch 1.13 in double precision: torch.optim's class on START, one step for each of GRADIENTS. */
    static List<Arguments> pytorch() {
        return List.of(
                Arguments.of("SGD(lr=0.1, weight_decay=0.01)", Sgd.of(0), 0.1, 0.01, new double[] {
                    0.5329729630105, -1.23398547502125, 1.977052932032, 0.003287218987603, -0.79699469685075
                }),
                Arguments.of("SGD(lr=0.1, momentum=0.9, weight_decay=0.01)", Sgd.of(0.9), 0.1, 0.01, new double[] {
                    0.5605816496605001, -1.2491525551462501, 1.935327405632, 0.0039036445495030003, -0.7851097223257499
                }),
                Arguments.of(
                        "SGD(lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01)",
                        Sgd.nesterov(0.9),
                        0.1,
                        0.01,
                        new double[] {
                            0.5875016773946871,
                            -1.233229523765557,
                            1.9190298328914273,
                            0.004097815595021357,
                            -0.828331378768734
                        }),
                Arguments.of("AdamW(lr=0.01, weight_decay=0.05)", AdamW.defaults(), 0.01, 0.05, new double[] {
                    0.4873726611090689,
                    -1.2428863238520074,
                    1.9838174925020524,
                    0.02061293298080943,
                    -0.7555710263790404
                }),
                Arguments.of(
                        "Adam(lr=0.001, betas=(0.75, 0.999))", new AdamW(0.75, 0.999, 1e-8), 0.001, 0.0, new double[] {
                            0.4989894655524202,
                            -1.2495695712403334,
                            1.9989174542677042,
                            0.004555922137981122,
                            -0.750646040519075
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pytorch")
    void stepsAsPytorchDoes(String name, Optimizer optimizer, double rate, double decay, double[] expected) {
        Slot slot = slot("w", START, true);
        OptimizerRun run = optimizer.start(List.of(slot), decay);
        for (float[] gradient : GRADIENTS) {
            System.arraycopy(gradient, 0, slot.gradient(), 0, gradient.length);
            run.step(rate, 1);
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) slot.values()[i])
                    .as("%s, value %d", name, i)
                    .isCloseTo(expected[i], within(3e-7 * Math.max(Math.abs(expected[i]), 0.1)));
        }
    }

    @Test
    void rmspropIsTensorflows() {
        double smoothing = 0.9;
        double momentum = 0.8;
        double epsilon = 0.001;
        double rate = 0.05;
        double decay = 0.01;
        Slot slot = slot("w", START, true);
        OptimizerRun run = new RmsProp(smoothing, momentum, epsilon).start(List.of(slot), decay);
        double[] w = doubles(START);
        double[] square = new double[w.length];
        Arrays.fill(square, 1);
        double[] gathered = new double[w.length];
        for (float[] gradient : GRADIENTS) {
            System.arraycopy(gradient, 0, slot.gradient(), 0, gradient.length);
            run.step(rate, 1);
            for (int i = 0; i < w.length; i++) {
                double g = gradient[i] + decay * w[i];
                square[i] = smoothing * square[i] + (1 - smoothing) * g * g;
                gathered[i] = momentum * gathered[i] + rate * g / Math.sqrt(square[i] + epsilon);
                w[i] -= gathered[i];
                assertThat((double) slot.values()[i]).isCloseTo(w[i], within(3e-7));
            }
        }
    }

    @Test
    void aRateThatChangesIsNotInWhatSgdRemembers() {
        Slot slot = slot("w", new float[] {1}, true);
        OptimizerRun run = Sgd.of(0.5).start(List.of(slot), 0);
        slot.gradient()[0] = 1;
        run.step(0.1, 1);
        run.step(0.01, 1);
        // b = 1, 1.5: 1 - 0.1 - 0.01 * 1.5
        assertThat(slot.values()[0]).isCloseTo(0.885f, within(1e-7f));
    }

    @Test
    void whatDoesNotDecayIsLeftAlone() {
        for (Optimizer optimizer : optimizers()) {
            Slot bias = slot("b", START, false);
            optimizer.start(List.of(bias), 0.1).step(0.1, 1);
            assertThat(bias.values()).as(optimizer.toString()).containsExactly(START);
        }
    }

    @Test
    void aClippedGradientIsASmallerOne() {
        for (Optimizer optimizer : optimizers()) {
            Slot clipped = slot("w", START, true);
            Slot smaller = slot("w", START, true);
            OptimizerRun a = optimizer.start(List.of(clipped), 0.01);
            OptimizerRun b = optimizer.start(List.of(smaller), 0.01);
            for (float[] gradient : GRADIENTS) {
                for (int i = 0; i < gradient.length; i++) {
                    clipped.gradient()[i] = gradient[i];
                    smaller.gradient()[i] = gradient[i] * 0.25f;
                }
                a.step(0.1, 0.25);
                b.step(0.1, 1);
            }
            assertThat(clipped.values()).as(optimizer.toString()).containsExactly(smaller.values());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        try (Team team = new Team(threads)) {
            for (Optimizer optimizer : optimizers()) {
                List<Slot> alone = large();
                List<Slot> shared = large();
                OptimizerRun a = optimizer.start(alone, 0.01);
                OptimizerRun b = optimizer.start(shared, 0.01);
                assertThat(a.tasks()).isGreaterThan(threads);
                Share share = new Share(b);
                for (int step = 0; step < 3; step++) {
                    a.step(0.1, 1);
                    b.begin(0.1, 1);
                    team.run(share);
                }
                for (int i = 0; i < alone.size(); i++) {
                    assertThat(shared.get(i).values())
                            .as(optimizer.toString())
                            .isEqualTo(alone.get(i).values());
                }
            }
        }
    }

    @Test
    void aRestoredStateGoesOnAsIfNothingHadHappened() {
        for (Optimizer optimizer : optimizers()) {
            List<Slot> slots = large();
            OptimizerRun whole = optimizer.start(slots, 0.01);
            whole.step(0.1, 1);
            List<Slot> copies = slots.stream()
                    .map(s -> new Slot(s.parameter(), s.values().clone(), s.gradient(), s.decays()))
                    .toList();
            OptimizerRun resumed = optimizer.start(copies, 0.01);
            resumed.restore(whole.state(), whole.steps());
            whole.step(0.1, 1);
            resumed.step(0.1, 1);
            for (int i = 0; i < slots.size(); i++) {
                assertThat(copies.get(i).values())
                        .as(optimizer.toString())
                        .isEqualTo(slots.get(i).values());
            }
        }
    }

    @Test
    void aStateOfAnotherOptimizerOrNetworkIsRefused() {
        OptimizerRun sgd = Sgd.of(0.9).start(large(), 0);
        OptimizerRun adam = AdamW.defaults().start(large(), 0);
        assertThatThrownBy(() -> sgd.restore(adam.state(), 1))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("same optimizer");
        OptimizerRun small = Sgd.of(0.9).start(List.of(slot("w", START, true)), 0);
        assertThatThrownBy(() -> sgd.restore(small.state(), 1))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("same network");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Sgd.of(1.0))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("momentum 1.0");
        assertThatThrownBy(() -> Sgd.nesterov(0)).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> new RmsProp(Double.NaN, 0, 0)).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> new AdamW(0.9, 1, 0)).isInstanceOf(RecipeException.class);
        assertThat(Sgd.of(0).start(large(), 0).state()).isEqualTo(Map.of());
    }

    static List<Optimizer> optimizers() {
        return List.of(Sgd.of(0), Sgd.of(0.9), Sgd.nesterov(0.9), new RmsProp(0.9, 0.9, 1e-3), AdamW.defaults());
    }

    static Slot slot(String name, float[] values, boolean decays) {
        return new Slot(
                new Parameter(name, List.of(values.length), Parameter.Role.TRAINABLE),
                values.clone(),
                new float[values.length],
                decays);
    }

    static List<Slot> large() {
        Random random = new Random(7);
        List<Slot> slots = new ArrayList<>();
        for (int size : new int[] {5, 40_000, SlicedWork.LENGTH, 1, 20_001}) {
            Slot slot = slot("p" + slots.size(), new float[size], size > 5);
            for (int i = 0; i < size; i++) {
                slot.values()[i] = (float) random.nextGaussian();
                slot.gradient()[i] = (float) random.nextGaussian();
            }
            slots.add(slot);
        }
        return slots;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
