package kinglet.train;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kinglet.kernels.Buffer;
import kinglet.kernels.Packing;

/**
 * Where values, gradients and the sums of those of weights lie: what is never needed at the same time may lie at the same place. Moments are the units on the way there,
 * and then those on the way back.
 */
final class StoragePlan {
    /** Floats of an array; leaves room for what the virtual machine keeps of one. */
    private static final int PAGE = 1 << 30;

    private final List<UnitRun> runs;
    private final Recomputation recomputation;
    private final Map<Values, Buffer> stored = new IdentityHashMap<>();
    /** The units that load values, in their order. */
    private final Map<Values, List<Integer>> readers = new IdentityHashMap<>();

    private final Map<Buffer, Consumer<Place>> owners = new IdentityHashMap<>();
    private final List<Buffer> buffers = new ArrayList<>();

    private StoragePlan(List<UnitRun> runs, Recomputation recomputation) {
        this.runs = runs;
        this.recomputation = recomputation;
    }

    /** Gives every unit's values a place, every gradient, and every sum; returns how many floats they take together. */
    static long place(List<UnitRun> runs, List<Turn> wayBack, Recomputation recomputation) {
        StoragePlan plan = new StoragePlan(runs, recomputation);
        for (int i = 0; i < runs.size(); i++) {
            for (Values values : runs.get(i).reads()) {
                plan.readers.computeIfAbsent(values, _ -> new ArrayList<>()).add(i);
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            plan.plan(i);
        }
        wayBack.forEach(plan::sums);
        return plan.place();
    }

    private int back(int unit) {
        return 2 * runs.size() - 1 - unit;
    }

    private void plan(int unit) {
        Values values = runs.get(unit).values();
        List<Integer> readers = this.readers.getOrDefault(values, List.of());
        Buffer kept = buffer(values, values::lie);
        stored.put(values, kept);
        kept.usedAt(unit);
        if (readers.isEmpty()) {
            // the loss reads it, once all units are done
            kept.usedAt(runs.size() - 1);
        }
        readers.forEach(kept::usedAt);
        if (recomputation.drops(values)) {
            again(unit, readers.getLast());
        } else {
            readers.stream()
                    .filter(reader -> runs.get(reader).values().learns())
                    .forEach(reader -> kept.usedAt(back(reader)));
        }
        if (values.learns()) {
            if (!recomputation.drops(values)) {
                kept.usedAt(back(unit));
            }
            gradient(unit, readers);
        }
    }

    /** Computed once more when the first unit on the way back reads them. */
    private void again(int unit, int lastReader) {
        UnitRun run = runs.get(unit);
        Buffer again = buffer(run.values(), run.values()::liesAgain);
        again.usedAt(back(lastReader));
        again.usedAt(back(unit));
        run.reads().stream()
                .flatMap(read -> Optional.ofNullable(stored.get(read)).stream())
                .forEach(kept -> kept.usedAt(back(lastReader)));
        runs.get(lastReader).restores(run);
    }

    private void gradient(int unit, List<Integer> readers) {
        Values values = runs.get(unit).values();
        Buffer gradient = buffer(values, values::gradientLies);
        gradient.usedAt(back(unit));
        gradient.usedAt(readers.isEmpty() ? runs.size() - 1 : back(readers.getLast()));
    }

    /** They are collected once the last unit of their turn is done. */
    private void sums(Turn turn) {
        int end = back(runs.indexOf(turn.runs().getLast()));
        for (UnitRun run : turn.runs()) {
            if (run.sumsSize() > 0) {
                Buffer sums = buffer(run.sumsSize(), run::sumsLie);
                sums.usedAt(back(runs.indexOf(run)));
                sums.usedAt(end);
            }
        }
    }

    private Buffer buffer(Values values, Consumer<Place> owner) {
        long size = (long) values.imageSize() * runs.getFirst().setting().batch();
        if (size > PAGE) {
            throw new TrainingException(
                    "a batch of %d images of %s does not fit one array (2^30 floats); use a smaller batch"
                            .formatted(runs.getFirst().setting().batch(), values.shape()));
        }
        return buffer((int) size, owner);
    }

    private Buffer buffer(int size, Consumer<Place> owner) {
        Buffer buffer = new Buffer(size);
        buffers.add(buffer);
        owners.put(buffer, owner);
        return buffer;
    }

    private long place() {
        long end = new Packing(0, PAGE).place(buffers);
        List<float[]> pages = new ArrayList<>();
        for (long from = 0; from < end; from += PAGE) {
            pages.add(new float[(int) Math.min(PAGE, end - from)]);
        }
        owners.forEach((buffer, owner) ->
                owner.accept(new Place(pages.get((int) (buffer.place() / PAGE)), (int) (buffer.place() % PAGE))));
        return end;
    }
}
