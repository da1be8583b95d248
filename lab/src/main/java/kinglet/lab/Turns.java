package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/** Times pieces of work in turns, A B C A B C, so that whatever else the machine does meets all of them alike. */
final class Turns {
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final Pace pace;

    /** @param clock nanoseconds since whenever */
    Turns(LongSupplier clock, Pace pace) {
        this.clock = clock;
        this.pace = pace;
    }

    /** What each of them takes, in their order. After each round {@code progress} gets the share that is done. */
    List<Spread> time(List<? extends Runnable> work, DoubleConsumer progress) {
        double warm = pace.warmUpSeconds() * NANOS * work.size();
        double timed = pace.seconds() * NANOS * work.size();
        long start = clock.getAsLong();
        long now = start;
        for (int round = 0; round < pace.warmUpRounds() || now - start < warm; round++) {
            work.forEach(Runnable::run);
            now = clock.getAsLong();
            progress.accept(Math.min(1, (now - start) / (warm + timed)));
        }
        List<long[]> rounds = new ArrayList<>();
        long begin = now;
        while (rounds.size() < pace.leastRounds() || (now - begin < timed && rounds.size() < pace.mostRounds())) {
            rounds.add(round(work));
            now = clock.getAsLong();
            progress.accept(Math.min(1, (now - start) / (warm + timed)));
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
