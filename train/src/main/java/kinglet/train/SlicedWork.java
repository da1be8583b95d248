package kinglet.train;

import java.util.ArrayList;
import java.util.List;
import kinglet.kernels.Work;

/**
 * Work on every value of many arrays, cut into slices for a {@link kinglet.kernels.Team}. No slice reaches over two arrays, and the cut depends
 * on their lengths alone: what is summed by slice is the same whatever the number of threads, and what is done value by value anyway.
 */
abstract class SlicedWork implements Work {
    /** 16 K values of four arrays are 256 KB, some ten microseconds of work: long beside the claiming of a task. */
    static final int LENGTH = 1 << 14;

    private final List<Slice> slices;

    private record Slice(int array, int from, int to) {}

    SlicedWork(List<float[]> arrays) {
        List<Slice> cut = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            int length = arrays.get(i).length;
            for (int from = 0; from < length; from += LENGTH) {
                cut.add(new Slice(i, from, Math.min(length, from + LENGTH)));
            }
        }
        this.slices = List.copyOf(cut);
    }

    /** Does the values {@code from} to {@code to} of an array. */
    abstract void run(int task, int array, int from, int to);

    /** Into how many tasks the work is divided; it does not depend on the number of threads. */
    @Override
    public final int tasks() {
        return slices.size();
    }

    @Override
    public final void open() {
        // nothing is kept between tasks
    }

    @Override
    public final void run(int task) {
        Slice slice = slices.get(task);
        run(task, slice.array(), slice.from(), slice.to());
    }

    @Override
    public final void over(int task) {
        // nobody waits for one task
    }

    /** All tasks on the caller's thread. */
    final void runAll() {
        for (int task = 0; task < tasks(); task++) {
            run(task);
        }
    }
}
