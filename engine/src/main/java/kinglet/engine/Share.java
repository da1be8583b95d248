package kinglet.engine;

import java.util.concurrent.atomic.AtomicInteger;
import kinglet.kernels.Step;
import org.jspecify.annotations.Nullable;

/**
 * One step over the images of one workspace, divided among threads: each takes the next part until none is left. Parts of one kind
 * follow each other over the images, so that the weights they share stay in cache.
 *
 * <p>A share is used again at every run. A worker that comes late finds the parts taken, or takes one of the next run, which is as good:
 * it belongs to the same step and the same arenas, and is only there once everything before it is done.
 */
final class Share {
    /** About 20 microseconds: the last part of a thread that has a core to itself takes no longer. */
    private static final int SPINS = 1000;

    private final Step step;
    private final float[][] arenas;
    private final int total;
    private final AtomicInteger next;
    private final AtomicInteger left = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    Share(Step step, float[][] arenas) {
        this.step = step;
        this.arenas = arenas;
        this.total = Math.multiplyExact(step.parts(), arenas.length);
        this.next = new AtomicInteger(total);
    }

    int total() {
        return total;
    }

    /** Lets the parts be taken. */
    void open() {
        left.set(total);
        next.set(0);
    }

    /** Takes and does parts until there are none. After a failure the rest are only taken, so that no thread waits for them. */
    void work() {
        for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
            try {
                if (failure == null) {
                    step.run(arenas[i % arenas.length], i / arenas.length);
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                left.decrementAndGet();
            }
        }
    }

    /**
     * Waits until the parts that other threads took are done.
     *
     * @throws IllegalStateException if one of them failed
     */
    void await() {
        for (int i = 0; left.get() > 0; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a step failed: " + thrown, thrown);
        }
    }
}
