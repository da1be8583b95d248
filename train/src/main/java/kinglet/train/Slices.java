package kinglet.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How many arrays are cut into pieces of work: no piece reaches over two arrays, and the cut depends on their lengths alone, so that
 * what is summed by piece is the same whatever the number of threads.
 */
final class Slices {
    /** 16 K values of four arrays are 256 KB, a few microseconds of work: long beside the claiming of a piece. */
    static final int LENGTH = 1 << 14;

    /** Values {@code from} to {@code to} of array {@code index}. */
    record Slice(int index, int from, int to) {}

    private Slices() {}

    static List<Slice> of(List<float[]> arrays) {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            int length = arrays.get(i).length;
            for (int from = 0; from < length; from += LENGTH) {
                slices.add(new Slice(i, from, Math.min(length, from + LENGTH)));
            }
        }
        return List.copyOf(slices);
    }
}
