package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;

/** Two answers that should be one. */
final class OnnxAgreement {

    private OnnxAgreement() {}

    /** Checks each value to within a share of the largest. */
    static void check(String what, float[] got, float[] wanted, double tolerance) {
        assertThat(got.length).as("%s: values", what).isEqualTo(wanted.length);
        double largest = 0;
        double worst = 0;
        int at = 0;
        for (int i = 0; i < got.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            double error = Float.isNaN(got[i]) ? Double.POSITIVE_INFINITY : Math.abs(got[i] - wanted[i]);
            at = error > worst ? i : at;
            worst = Math.max(worst, error);
        }
        assertThat(worst)
                .as("%s: value %d is %s, not %s; the largest is %s", what, at, got[at], wanted[at], largest)
                .isLessThanOrEqualTo(tolerance * largest);
    }
}
