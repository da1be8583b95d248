package kinglet.vision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import kinglet.graph.KingletException;
import kinglet.train.Batch;
import kinglet.train.Batches;
import org.jspecify.annotations.Nullable;

/**
 * Batches made by threads of their own, a few ahead of the caller, and given in order. A failure is given when it is its batch's
 * turn, so that it is the same one whatever the number of threads.
 */
final class BackgroundBatches implements Batches {
    /** Batches that are ready or being made beyond one a thread: one slow batch does not stop the others. */
    private static final int AHEAD = 2;

    private final Maker maker;
    private final int end;
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition made = lock.newCondition();
    private final Condition room = lock.newCondition();
    /** Batch k is at k modulo their number; what is there has not been asked for yet. */
    private final @Nullable Outcome[] outcomes;

    private final Deque<Batch> spares = new ArrayDeque<>();
    private @Nullable Batch given;
    private int nextToMake;
    private int nextToGive;
    private volatile boolean closed;

    /** Makes a batch, or nothing if it is empty. */
    interface Maker {
        Optional<Batch> make(int number, @Nullable Batch spare, BooleanSupplier cancelled);
    }

    private sealed interface Outcome {}

    private record Made(Optional<Batch> batch) implements Outcome {}

    private record Failed(Throwable cause) implements Outcome {}

    BackgroundBatches(Maker maker, int first, int end, int count) {
        this.maker = maker;
        this.end = end;
        this.nextToMake = first;
        this.nextToGive = first;
        this.outcomes = new @Nullable Outcome[count + AHEAD];
        for (int i = 0; i < Math.min(count, end - first); i++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("kinglet-batches-" + i).start(this::work));
        }
    }

    @Override
    public Optional<Batch> next() {
        lock.lock();
        try {
            if (given != null) {
                spares.push(given);
                given = null;
            }
            while (nextToGive < end) {
                switch (await()) {
                    case Failed(Throwable cause) -> throw failure(cause);
                    case Made(Optional<Batch> batch) -> {
                        outcomes[nextToGive % outcomes.length] = null;
                        nextToGive++;
                        room.signalAll();
                        if (batch.isPresent()) {
                            given = batch.get();
                            return batch;
                        }
                    }
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Outcome await() {
        Outcome outcome = outcomes[nextToGive % outcomes.length];
        while (outcome == null) {
            if (closed) {
                throw new DatasetException("batch %d is asked for, but the batches are closed".formatted(nextToGive));
            }
            made.awaitUninterruptibly();
            outcome = outcomes[nextToGive % outcomes.length];
        }
        return outcome;
    }

    private KingletException failure(Throwable cause) {
        String message = cause instanceof KingletException
                ? cause.getMessage()
                : cause instanceof OutOfMemoryError
                        ? "batch %d does not fit in memory; make it smaller, or give the JVM more with -Xmx"
                                .formatted(nextToGive)
                        : "batch %d could not be made: %s".formatted(nextToGive, cause);
        return new DatasetException(Objects.requireNonNullElse(message, "batch could not be made"), cause);
    }

    private void work() {
        for (int number = claim(); number < end; number = claim()) {
            Outcome outcome;
            try {
                outcome = new Made(maker.make(number, spare(), () -> closed));
            } catch (Throwable e) {
                if (closed) {
                    return;
                }
                // of any kind: the caller is to hear of it, and would wait for ever if this thread just ended
                outcome = new Failed(e);
            }
            if (!put(number, outcome)) {
                return;
            }
        }
    }

    /** The number of the next batch that nobody makes yet, once there is room for it; {@code end} if there is none. */
    private int claim() {
        lock.lock();
        try {
            while (!closed && nextToMake < end && nextToMake >= nextToGive + outcomes.length) {
                room.awaitUninterruptibly();
            }
            return closed || nextToMake >= end ? end : nextToMake++;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Batch spare() {
        lock.lock();
        try {
            return spares.poll();
        } finally {
            lock.unlock();
        }
    }

    private boolean put(int number, Outcome outcome) {
        lock.lock();
        try {
            outcomes[number % outcomes.length] = outcome;
            made.signalAll();
            return outcome instanceof Made;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            made.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
