package kinglet.kernels;

/** Functions of each value of a row, in loops that C2 vectorises by itself. */
final class PlainRowMath {

    /** Beyond it tanh is within 3e-7 of 1. */
    private static final float TANH_END = 7.9f;

    private PlainRowMath() {}

    static void clamp(float[] row, int length, float low, float high) {
        if (high == Float.POSITIVE_INFINITY) {
            for (int i = 0; i < length; i++) {
                row[i] = Math.max(row[i], low);
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            row[i] = Math.min(Math.max(row[i], low), high);
        }
    }

    static void leaky(float[] row, int length, float slope) {
        for (int i = 0; i < length; i++) {
            row[i] = Math.max(row[i], 0f) + slope * Math.min(row[i], 0f);
        }
    }

    static void hardSigmoid(float[] row, int length, float scale, float offset) {
        for (int i = 0; i < length; i++) {
            row[i] = Math.min(Math.max(scale * row[i] + offset, 0f), 1f);
        }
    }

    static void hardSwish(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            row[i] = row[i] * Math.min(Math.max(row[i] + 3f, 0f), 6f) * (1 / 6f);
        }
    }

    static void tanh(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            row[i] = tanh(row[i]);
        }
    }

    /**
     * Within 4e-7: x P(x²) / Q(x²), with both of degree 4, fitted for the least relative error from -7.9 to 7.9 (6e-9 before rounding). An
     * exponential would need the bits of its exponent, and C2 does not vectorise the change from int to float bits.
     */
    static float tanh(float value) {
        float x = Math.min(Math.max(value, -TANH_END), TANH_END);
        float z = x * x;
        float p = x * ((((1.542812e-8f * z + 2.2023349e-5f) * z + 3.5789981e-3f) * z + 0.13450626f) * z + 1f);
        float q = (((8.598839e-7f * z + 3.4236608e-4f) * z + 0.02619226f) * z + 0.46783954f) * z + 1f;
        return p / q;
    }

    /** {@code 1/2 + tanh(x / 2) / 2}, within 3e-7. */
    static void sigmoid(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            row[i] = 0.5f * tanh(0.5f * row[i]) + 0.5f;
        }
    }

    /** {@code x sigmoid(x)}, within 3e-7 times x. */
    static void swish(float[] row, int length) {
        for (int i = 0; i < length; i++) {
            row[i] = row[i] * (0.5f * tanh(0.5f * row[i]) + 0.5f);
        }
    }
}
