package kinglet.kernels;

import java.util.List;

/**
 * Which weight each sum of a {@link WeightGradient} belongs to.
 *
 * @param parts of sums, one behind the other
 * @param size of all together
 */
record WeightSums(List<Numbers> parts, int size) {

    /** @param targets for each part and each of its sums the number of a weight, or {@link Numbers#NOTHING} */
    static WeightSums of(List<int[]> targets) {
        return new WeightSums(
                targets.stream().map(part -> Numbers.of(part, false)).toList(),
                targets.stream().mapToInt(part -> part.length).sum());
    }

    /** The number of the weight that a sum belongs to. */
    int target(int sum) {
        int at = sum;
        for (Numbers part : parts) {
            if (at < part.size()) {
                return part.at(at);
            }
            at -= part.size();
        }
        throw new IndexOutOfBoundsException(sum);
    }

    /** Adds up {@code count} sums that lie behind each other from {@code at} on, in their order. */
    void collect(float[] sums, int at, int count, float[] gradient) {
        int from = at;
        for (Numbers part : parts) {
            part.collect(sums, from, size, count, gradient);
            from += part.size();
        }
    }
}
