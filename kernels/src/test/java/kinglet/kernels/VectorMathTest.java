package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The functions against java.lang.Math over the range of floats that matter, denser near 0. */
class VectorMathTest {

    private static final int LANES = View.LANES;

    interface Function {
        void apply(float[] values, int from, int count);
    }

    private static float[] arguments() {
        float[] values = new float[LANES * 500];
        for (int i = 0; i < values.length; i++) {
            double t = 2.0 * i / values.length - 1;
            values[i] = (float) (100 * t * t * t);
        }
        return values;
    }

    /** Applies a function to vectors 16 floats apart, one lane group after the other. */
    private static float[] apply(Function function, float[] arguments) {
        float[] values = arguments.clone();
        for (int lane = 0; lane < LANES; lane += VectorLanes.WIDTH) {
            function.apply(values, lane, values.length / LANES);
        }
        return values;
    }

    @Test
    void sigmoid() {
        float[] x = arguments();
        float[] y = apply(VectorMath::sigmoid, x);
        for (int i = 0; i < x.length; i++) {
            double expected = 1 / (1 + Math.exp(-x[i]));
            assertThat(Math.abs(y[i] - expected))
                    .as("sigmoid(%s) = %s", x[i], y[i])
                    .isLessThan(3e-7);
        }
    }

    @Test
    void swish() {
        float[] x = arguments();
        float[] y = apply(VectorMath::swish, x);
        for (int i = 0; i < x.length; i++) {
            double expected = x[i] / (1 + Math.exp(-x[i]));
            double bound = 3e-7 * Math.max(1e-6, Math.abs(expected));
            assertThat(Math.abs(y[i] - expected))
                    .as("swish(%s) = %s", x[i], y[i])
                    .isLessThan(x[i] < -80 ? 1e-30 : bound);
        }
    }

    @Test
    void tanh() {
        float[] x = arguments();
        float[] y = apply(VectorMath::tanh, x);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(y[i] - Math.tanh(x[i])))
                    .as("tanh(%s) = %s", x[i], y[i])
                    .isLessThan(4e-7);
        }
    }

    @Test
    void extremesStayFinite() {
        float[] x = new float[LANES];
        x[0] = Float.MAX_VALUE;
        x[1] = -Float.MAX_VALUE;
        x[2] = Float.POSITIVE_INFINITY;
        x[3] = Float.NEGATIVE_INFINITY;
        x[4] = -0f;
        float[] sigmoid = apply(VectorMath::sigmoid, x);
        float[] tanh = apply(VectorMath::tanh, x);
        assertThat(new float[] {sigmoid[0], sigmoid[2], sigmoid[4]}).containsExactly(1f, 1f, 0.5f);
        assertThat(sigmoid[1]).isBetween(0f, 1e-30f);
        assertThat(sigmoid[3]).isBetween(0f, 1e-30f);
        assertThat(new float[] {tanh[0], tanh[1], tanh[2], tanh[3]}).containsExactly(1f, -1f, 1f, -1f);
        assertThat(tanh[4]).isZero();
    }
}
