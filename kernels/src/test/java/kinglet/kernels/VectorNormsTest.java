package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import kinglet.kernels.View.Border;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds that {@link VectorSoftmax} and {@link VectorResponseNorm} state, against the definitions in double. */
class VectorNormsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 100, 1000, 1001})
    void softmaxIsWithinItsBound(int channels) {
        Arena arena = new Arena(channels);
        View input = arena.view(Layout.BLOCKED, channels, 2, 3, new Border(0, 1, 0, 0));
        View output = arena.view(Layout.BLOCKED, channels, 2, 3, Border.NONE);
        float[][][] x = arena.fill(input, 30);
        arena.soil(output);
        Step step = VectorSoftmax.ofAnySize(input, output).orElseThrow();
        assertWithin(2e-6, step, arena, output, Regions.softmax(x));
    }

    /** A pixel is read as a whole before it is written. */
    @ParameterizedTest
    @ValueSource(ints = {2, 20, 37})
    void softmaxLeavesDeadLanesOut(int channels) {
        Arena arena = new Arena(channels);
        View view = arena.view(Layout.SHUFFLED, channels, 2, 3, new Border(1, 1, 0, 2));
        float[][][] x = arena.fill(view, 30);
        Step step = VectorSoftmax.ofAnySize(view, view).orElseThrow();
        assertWithin(2e-6, step, arena, view, Regions.softmax(x));
    }

    @ParameterizedTest
    @CsvSource({"96, 5, 1e-4, 2", "256, 5, 1e-4, 2", "64, 5, 1e-4, 1", "20, 4, 3, 1", "17, 1, 0.5, 1.5", "5, 9, 2, 1"})
    void responseNormIsWithinItsBound(int channels, int size, float alpha, float k) {
        Arena arena = new Arena(channels);
        View input = arena.view(Layout.BLOCKED, channels, 3, 7, new Border(0, 1, 0, 0));
        View output = arena.view(Layout.BLOCKED, channels, 3, 7, new Border(1, 1, 1, 1));
        float[][][] x = arena.fill(input, 100);
        arena.soil(output);
        Step step =
                VectorResponseNorm.prepare(input, output, size, alpha, 0.75f, k).orElseThrow();
        assertWithin(1e-6, step, arena, output, Regions.responseNorm(x, size, alpha, 0.75, k));
    }

    private static void assertWithin(double bound, Step step, Arena arena, View output, double[][][] expected) {
        for (int part = 0; part < step.parts(); part++) {
            step.run(arena.floats(), part);
        }
        Regions.each(expected, (c, row, column) -> {
            double value = arena.floats()[output.index(c, row, column)];
            double error = Math.abs(value - expected[c][row][column]);
            assertThat(error)
                    .as("channel %d, row %d, column %d: %s", c, row, column, value)
                    .isLessThanOrEqualTo(bound * Math.abs(expected[c][row][column]) + 1e-37);
        });
    }
}
