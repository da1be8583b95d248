package kinglet.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Work divided among threads: each takes the next task until none is left.
 *
 * <p>A share is used again at every run. A worker that comes late finds the tasks taken, or takes one of the next run, which is as good:
 * it belongs to the same work, and is only there once everything before it is done.
 */
public final class Share {
    /** About 20 microseconds: the last part of a thread that has a core to itself takes no longer. */
    private static final int SPINS = 1000;

    private final Work work;
    private final int total;
    private final AtomicInteger next;
    private final AtomicInteger left = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    public Share(Work work) {
        this.work = work;
        this.total = work.tasks();
        this.next = new AtomicInteger(total);
    }

    int total() {
        return total;
    }

    /** Lets the tasks be taken. */
    void open() {
        work.open();
        left.set(total);
        next.set(0);
    }

    /** Takes and does tasks until there are none. After a failure the rest are only taken, so that no thread waits for them. */
    void work() {
        for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
            try {
                if (failure == null) {
                    work.run(i);
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                work.over(i);
                left.decrementAndGet();
            }
        }
    }

    /**
     * Waits until the tasks that other threads took are done.
     *
     * @throws IllegalStateException if one of them failed
     */
    void await() {
        for (int i = 0; left.get() > 0; i++) {
            pause(i);
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a step failed: " + thrown, thrown);
        }
    }

    /** One turn of waiting for another thread: busy at first, then leaving the core to others. */
    public static void pause(int turns) {
        if (turns < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
