package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The functions of rows against java.lang.Math, denser near 0 and with the ends. */
class PlainRowMathTest {

    interface Function {
        void apply(float[] row, int length);
    }

    private static float[] arguments() {
        float[] values = new float[20_001];
        for (int i = 0; i < values.length - 2; i++) {
            double t = 2.0 * i / (values.length - 3) - 1;
            values[i] = (float) (30 * t * t * t);
        }
        values[values.length - 2] = Float.MAX_VALUE;
        values[values.length - 1] = -Float.MAX_VALUE;
        return values;
    }

    private static void assertWithin(double bound, Function function, DoubleUnaryOperator expected, boolean timesX) {
        float[] x = arguments();
        float[] y = x.clone();
        function.apply(y, y.length);
        for (int i = 0; i < x.length; i++) {
            double error = Math.abs(y[i] - expected.applyAsDouble(x[i]));
            assertThat(error).as("of %s: %s", x[i], y[i]).isLessThanOrEqualTo(timesX ? bound * Math.abs(x[i]) : bound);
        }
    }

    @Test
    void tanh() {
        assertWithin(4e-7, PlainRowMath::tanh, Math::tanh, false);
    }

    @Test
    void sigmoid() {
        assertWithin(3e-7, PlainRowMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), false);
    }

    @Test
    void swish() {
        assertWithin(3e-7, PlainRowMath::swish, x -> x / (1 + Math.exp(-x)), true);
    }
}
