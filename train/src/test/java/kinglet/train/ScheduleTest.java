package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

    /** Learning rates of eight epochs, as torch.optim.lr_scheduler of PyTorch 1.13 gave them. */
    static List<Arguments> pytorch() {
        return List.of(
                Arguments.of("StepLR(3, 0.1)", new Schedule.Step(3, 0.1), 0.1, new double[] {
                    0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001
                }),
                Arguments.of("MultiStepLR([2, 5], 0.1)", Schedule.MultiStep.of(0.1, 2.0, 5.0), 0.1, new double[] {
                    0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001
                }),
                Arguments.of("ExponentialLR(0.94)", new Schedule.Exponential(1, 0.94), 0.045, new double[] {
                    0.045,
                    0.0423,
                    0.03976199999999999,
                    0.03737627999999999,
                    0.03513370319999999,
                    0.03302568100799999,
                    0.03104414014751999,
                    0.02918149173866879
                }),
                Arguments.of("CosineAnnealingLR(8)", new Schedule.Cosine(0), 0.5, new double[] {
                    0.5,
                    0.4809698831278217,
                    0.42677669529663687,
                    0.34567085809127246,
                    0.25,
                    0.15432914190872757,
                    0.07322330470336313,
                    0.01903011687217832
                }),
                Arguments.of("CosineAnnealingLR(8, eta_min=0.005)", new Schedule.Cosine(0.01), 0.5, new double[] {
                    0.5,
                    0.48116018429654345,
                    0.4275089283436705,
                    0.3472141495103597,
                    0.2525,
                    0.15778585048964025,
                    0.07749107165632949,
                    0.02383981570345653
                }),
                Arguments.of("LinearLR(1, 0, 8)", new Schedule.Linear(0), 0.5, new double[] {
                    0.5, 0.4375, 0.375, 0.3125, 0.25, 0.1875, 0.125, 0.0625
                }),
                Arguments.of(
                        "LinearLR(0.01, total_iters=3), then CosineAnnealingLR(5)",
                        new Schedule.WarmUp(3, 0.01, new Schedule.Cosine(0), true),
                        0.5,
                        new double[] {
                            0.005,
                            0.17,
                            0.335,
                            0.5,
                            0.45225424859373686,
                            0.32725424859373686,
                            0.17274575140626314,
                            0.04774575140626316
                        }),
                Arguments.of(
                        "constant", new Schedule.Constant(), 0.3, new double[] {0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pytorch")
    void isPytorchsAtEveryEpoch(String name, Schedule schedule, double rate, double[] expected) {
        for (int epoch = 0; epoch < expected.length; epoch++) {
            for (int stepsPerEpoch : new int[] {1, 3, 97}) {
                assertThat(rate * schedule.factor((long) epoch * stepsPerEpoch, stepsPerEpoch, expected.length))
                        .as("%s, epoch %d of %d steps", name, epoch, stepsPerEpoch)
                        .isCloseTo(expected[epoch], within(1e-12));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pytorch")
    void isTheSameCurveWhenStretched(String name, Schedule schedule, double rate, double[] expected) {
        Schedule stretched = schedule.stretched(3);
        for (int epoch = 0; epoch < expected.length; epoch++) {
            assertThat(rate * stretched.factor(3.0 * epoch, 3.0 * expected.length))
                    .isCloseTo(expected[epoch], within(1e-12));
        }
    }

    /** EfficientNet's main.py: the rate falls by 0.97 in steps of 2.4 epochs, hidden for 5 epochs by a line from 0. */
    @Test
    void aHiddenScheduleRunsDuringTheWarmUp() {
        Schedule schedule = new Schedule.WarmUp(5, 0, new Schedule.Step(2.4, 0.97), false);
        int steps = 1000;
        assertThat(schedule.factor(0, steps, 350)).isZero();
        assertThat(schedule.factor(2500, steps, 350)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.factor(5000, steps, 350)).isCloseTo(0.97 * 0.97, within(1e-12));
        assertThat(schedule.factor(7199, steps, 350)).isCloseTo(0.97 * 0.97, within(1e-12));
        assertThat(schedule.factor(7200, steps, 350)).isCloseTo(Math.pow(0.97, 3), within(1e-12));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Schedule.Step(0, 0.1)).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> Schedule.MultiStep.of(0.1, 5.0, 2.0)).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> new Schedule.Cosine(-1)).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> new Schedule.WarmUp(Double.NaN, 0, new Schedule.Constant(), true))
                .isInstanceOf(RecipeException.class);
    }
}
