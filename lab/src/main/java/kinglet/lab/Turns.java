package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/** Times pieces of work in turns, A B C A B C, so that whatever else the machine does meets all of them alike. */
final class Turns {
    private static final double NANOS = 1e9;
    /** Of warming up: it takes a second one to see whether the first was enough. */
    private static final int LEAST_BLOCKS = 2;

    /** A block that is faster than this share of those before is followed by another. */
    private static final double SETTLED = 0.95;

    /** Bytes of a round: more are vectors that are not compiled yet. Compiled kernels allocate nothing, timing each step some kilobytes. */
    private static final long ALLOCATED = 1 << 20;

    private final LongSupplier clock;
    private final LongSupplier allocated;
    private final Pace pace;

    /**
     * @param clock nanoseconds since whenever
     * @param allocated bytes that this thread has allocated since whenever
     */
    Turns(LongSupplier clock, LongSupplier allocated, Pace pace) {
        this.clock = clock;
        this.allocated = allocated;
        this.pace = pace;
    }

    /** What each of them takes, in their order. After each round {@code progress} gets the share that is done. */
    List<Spread> time(List<? extends Runnable> work, DoubleConsumer progress) {
        long start = clock.getAsLong();
        double expected = NANOS * (LEAST_BLOCKS * pace.blockSeconds() + pace.seconds());
        Runnable tell = () -> progress.accept(Math.min(1, (clock.getAsLong() - start) / expected));
        warmUp(work, tell);
        List<long[]> rounds = new ArrayList<>();
        long end = clock.getAsLong() + Math.round(pace.seconds() * NANOS);
        while (rounds.size() < pace.leastRounds() || (clock.getAsLong() < end && rounds.size() < pace.mostRounds())) {
            rounds.add(round(work));
            tell.run();
        }
        List<Spread> spreads = new ArrayList<>();
        for (int i = 0; i < work.size(); i++) {
            int subject = i;
            spreads.add(Spread.of(rounds.stream()
                    .mapToDouble(nanos -> Math.max(1, nanos[subject]) / 1e6)
                    .toArray()));
        }
        return spreads;
    }

    /** Until none gets faster or allocates much: on a busy machine the compiler is late, and vectors that are not compiled are objects. */
    private void warmUp(List<? extends Runnable> work, Runnable tell) {
        long[] before = fastest(work, tell);
        boolean settled = false;
        for (int block = 1; !settled && block < pace.mostBlocks(); block++) {
            long[] now = fastest(work, tell);
            long bytes = allocated.getAsLong();
            round(work);
            settled = allocated.getAsLong() - bytes <= ALLOCATED;
            for (int i = 0; i < now.length; i++) {
                settled &= now[i] >= SETTLED * before[i];
                before[i] = Math.min(before[i], now[i]);
            }
        }
    }

    /** Of each subject, the fastest run of a block. */
    private long[] fastest(List<? extends Runnable> work, Runnable tell) {
        long end = clock.getAsLong() + Math.round(pace.blockSeconds() * NANOS);
        long[] fastest = round(work);
        tell.run();
        while (clock.getAsLong() < end) {
            long[] nanos = round(work);
            for (int i = 0; i < nanos.length; i++) {
                fastest[i] = Math.min(fastest[i], nanos[i]);
            }
            tell.run();
        }
        return fastest;
    }

    private long[] round(List<? extends Runnable> work) {
        long[] nanos = new long[work.size()];
        for (int i = 0; i < nanos.length; i++) {
            long before = clock.getAsLong();
            work.get(i).run();
            nanos[i] = clock.getAsLong() - before;
        }
        return nanos;
    }
}
