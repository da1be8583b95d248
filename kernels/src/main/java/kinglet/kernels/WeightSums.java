package kinglet.kernels;

/**
 * Which weight each sum of a {@link WeightGradient} belongs to.
 *
 * @param targets the number of a weight for each sum, or {@link #NOTHING}
 */
record WeightSums(int[] targets) {

    static final int NOTHING = -1;

    int size() {
        return targets.length;
    }

    /** Adds up {@code count} sums that lie behind each other, in their order. */
    void collect(float[] sums, int count, float[] gradient) {
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] != NOTHING) {
                float sum = sums[i];
                for (int k = 1; k < count; k++) {
                    sum += sums[i + k * targets.length];
                }
                gradient[targets[i]] = sum;
            }
        }
    }
}
