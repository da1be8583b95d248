package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.train.CondensationReport.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of learned groups, on weights of which one can see what is to be dropped. */
class LearnedGroupsTest {
    private static final double LASSO = 0.1;

    private static LearnedGroups groups(LearnedGroupConv2d op, float[] weights, float[] mask, double lasso) {
        return new LearnedGroups("conv", op, weights.length / op.outChannels(), weights, mask, lasso);
    }

    private static float[] ones(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] gaussian(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void eachGroupLosesTheInputsOfTheSmallestAbsoluteWeights() {
        float[] weights = {
            1,
            -5,
            2,
            0, // group 0
            3,
            0.5f,
            -9,
            1, // group 1
            1,
            1,
            -3,
            4, // group 0, whose sums are 2, 6, 5, 4
            -2,
            0.5f,
            0,
            6 // group 1, whose sums are 5, 1, 9, 7
        };
        float[] mask = ones(weights.length);
        LearnedGroups groups = groups(new LearnedGroupConv2d(4, 2, 2), weights, mask, 0);
        assertThat(groups.condense(0)).isFalse();
        assertThat(groups.condense(1)).isTrue();
        assertThat(mask).containsExactly(0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 1);
        assertThat(groups.condense(1)).as("a second time").isFalse();
        assertThat(groups.report()).isEqualTo(new Layer("conv", 1, 1, 4, 2));
    }

    @Test
    void whatIsGoneStaysGone() {
        float[] weights = {1, 2, 3, 4};
        float[] mask = ones(4);
        LearnedGroups groups = groups(new LearnedGroupConv2d(1, 1, 4), weights, mask, 0);
        groups.condense(1);
        assertThat(mask).containsExactly(0, 1, 1, 1);
        weights[0] = 100;
        assertThat(groups.effective()).containsExactly(0, 2, 3, 4);
        groups.condense(2);
        assertThat(mask).containsExactly(0, 0, 1, 1);
        groups.condense(3);
        assertThat(mask).containsExactly(0, 0, 0, 1);
    }

    @Test
    void stagesMayComeTogether() {
        float[] weights = gaussian(8 * 12, 1);
        float[] oneByOne = ones(weights.length);
        float[] atOnce = ones(weights.length);
        LearnedGroupConv2d op = new LearnedGroupConv2d(8, 4, 4);
        LearnedGroups slowly = groups(op, weights, oneByOne, 0);
        IntStream.rangeClosed(1, 3).forEach(slowly::condense);
        groups(op, weights, atOnce, 0).condense(3);
        assertThat(atOnce).isEqualTo(oneByOne);
    }

    /** A stage begins at {@code stage / (2 (condensation - 1))} of the training, at the first step that is not before it. */
    @ParameterizedTest
    @CsvSource({"24, 4 8 12", "25, 5 9 13", "6, 1 2 3", "3, 1 1 2", "2, 1 1 1", "1, 0 0 0"})
    void stagesEndHalfWay(int steps, String expected) {
        float[] weights = gaussian(4 * 8, 2);
        LearnedGroups groups = groups(new LearnedGroupConv2d(4, 2, 4), weights, ones(weights.length), 0);
        Condensing condensing = new Condensing(List.of(groups), steps);
        int[] begins = new int[3];
        Arrays.fill(begins, -1);
        for (int step = 0; step < steps; step++) {
            for (Layer layer : condensing.before(step)) {
                for (int stage = 0; stage < layer.stage(); stage++) {
                    begins[stage] = begins[stage] < 0 ? step : begins[stage];
                }
                assertThat(layer.kept()).isEqualTo(8 - 2 * layer.stage());
            }
        }
        assertThat(begins)
                .containsExactly(Arrays.stream(expected.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @Test
    void withoutCondensationNothingIsTaken() {
        float[] weights = gaussian(4 * 8, 3);
        LearnedGroups groups = groups(new LearnedGroupConv2d(4, 2, 1), weights, ones(weights.length), 0);
        assertThat(new Condensing(List.of(groups), 1).before(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theLassosGradientIsThatOfItsFormula(int stage) {
        LearnedGroupConv2d op = new LearnedGroupConv2d(6, 2, 4);
        int inputs = 8;
        float[] weights = gaussian(6 * inputs, 4);
        for (int o = 0; o < 6; o += 2) {
            weights[o * inputs + 5] *= 1e-5f;
        }
        float[] mask = ones(weights.length);
        LearnedGroups groups = groups(op, weights, mask, LASSO);
        groups.condense(stage);
        groups.effective();
        float[] gradient = new float[weights.length];
        groups.settle(gradient);
        double[] doubles = new double[weights.length];
        Arrays.setAll(doubles, i -> weights[i]);
        for (int i = 0; i < doubles.length; i++) {
            double step = 1e-6;
            double was = doubles[i];
            doubles[i] = was + step;
            double above = lasso(doubles, mask, 2, inputs);
            doubles[i] = was - step;
            double below = lasso(doubles, mask, 2, inputs);
            doubles[i] = was;
            assertThat((double) gradient[i])
                    .as("weight %d at stage %d", i, stage)
                    .isCloseTo((above - below) / (2 * step), within(1e-7));
        }
    }

    /** Huang et al. 2018, section 3.1, clamped as in the authors' code. */
    private static double lasso(double[] weights, float[] mask, int groups, int inputs) {
        double sum = 0;
        for (int group = 0; group < groups; group++) {
            for (int j = 0; j < inputs; j++) {
                double squares = 0;
                for (int i = group * inputs + j; i < weights.length; i += groups * inputs) {
                    squares += weights[i] * mask[i] * weights[i] * mask[i];
                }
                sum += Math.sqrt(Math.max(1e-6, squares));
            }
        }
        return LASSO * sum;
    }

    @Test
    void theLassoEndsWithTheLastStage() {
        float[] weights = gaussian(6 * 8, 5);
        float[] mask = ones(weights.length);
        LearnedGroups groups = groups(new LearnedGroupConv2d(6, 2, 4), weights, mask, LASSO);
        groups.condense(3);
        groups.effective();
        float[] gradient = gaussian(weights.length, 6);
        float[] masked = gradient.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] *= mask[i];
        }
        groups.settle(gradient);
        assertThat(gradient).containsExactly(masked, within(0f));
    }
}
