package kinglet.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Arrays for values and gradients, used again as soon as what they held is no longer needed. */
final class StoragePlan {
    private final List<float[]> free = new ArrayList<>();
    private long floats;

    private StoragePlan() {}

    /** Gives every unit's values a place, and every gradient; returns how many floats they take together. */
    static long place(List<UnitRun> runs) {
        StoragePlan plan = new StoragePlan();
        for (UnitRun run : runs) {
            Values values = run.values();
            values.lie(plan.take(size(run, values)));
        }
        for (UnitRun run : runs.reversed()) {
            Values own = run.values();
            if (own.learns() && own.gradient().length == 0) {
                own.gradientLies(plan.take(size(run, own)));
            }
            for (Feed feed : run.feeds()) {
                for (Values values : feed.learners()) {
                    if (values.gradient().length == 0) {
                        values.gradientLies(plan.take(size(run, values)));
                    }
                }
            }
            plan.free.add(own.stored());
            if (own.learns()) {
                plan.free.add(own.gradient());
            }
        }
        return plan.floats;
    }

    private static int size(UnitRun run, Values values) {
        long size = (long) values.imageSize() * run.setting().batch();
        if (size > Integer.MAX_VALUE - 64) {
            throw new TrainingException(
                    "a batch of %d images of %s does not fit one array (2^31 floats); use a smaller batch"
                            .formatted(run.setting().batch(), values.shape()));
        }
        return (int) size;
    }

    /** The smallest free array that is large enough and not more than twice as large. */
    private float[] take(int size) {
        return free.stream()
                .filter(a -> a.length >= size && a.length / 2 <= size)
                .min(Comparator.comparingInt(a -> a.length))
                .map(a -> {
                    free.removeIf(other -> other == a);
                    return a;
                })
                .orElseGet(() -> {
                    floats += size;
                    return new float[size];
                });
    }
}
