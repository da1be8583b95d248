package kinglet.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an engine or a trainer. One caller at a time has them; a caller that comes meanwhile works alone, so that several callers never
 * run more threads than there are cores for. A worker spins for a moment after each step, because the next one comes within
 * microseconds, and then parks.
 */
public final class Team implements AutoCloseable {
    /** About 100 microseconds. */
    private static final int SPINS = 4000;

    /** Asks for no times. */
    public static final long[] UNTIMED = {};

    private final List<Worker> workers = new ArrayList<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final int size;
    private volatile @Nullable Share current;

    /** Grows with every share that is offered, so that a worker tells the same share of two runs apart. Only who has the team writes it. */
    private volatile int offers;

    private volatile boolean closed;

    /** A team of so many threads, the caller's among them. */
    public Team(int size) {
        this.size = size;
        for (int i = 1; i < size; i++) {
            Worker worker = new Worker("kinglet-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** Threads of one run. */
    public int size() {
        return size;
    }

    /**
     * Does all shares, one after the other, and returns when the last is done.
     *
     * @throws IllegalStateException if one of them fails; those after it are not begun
     */
    public void run(Share... shares) {
        run(shares, UNTIMED);
    }

    /** The same, and leaves in {@code nanos} how long each share took, unless it is {@link #UNTIMED}. */
    public void run(Share[] shares, long[] nanos) {
        boolean together = !workers.isEmpty() && !closed && taken.compareAndSet(false, true);
        try {
            for (int i = 0; i < shares.length; i++) {
                long start = nanos == UNTIMED ? 0 : System.nanoTime();
                run(shares[i], together);
                if (nanos != UNTIMED) {
                    nanos[i] = System.nanoTime() - start;
                }
            }
        } finally {
            if (together) {
                current = null;
                taken.set(false);
            }
        }
    }

    private void run(Share share, boolean together) {
        share.open();
        if (together && share.total() > 1) {
            offer(share);
        }
        share.work();
        share.await();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time: the caller that has the team
    private void offer(Share share) {
        current = share;
        offers++;
        workers.forEach(Worker::wake);
    }

    /** Ends the workers. A run that is under way goes on, on its caller's thread. */
    @Override
    public void close() {
        closed = true;
        workers.forEach(LockSupport::unpark);
        boolean interrupted = false;
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a thread is one of the team's. */
    boolean owns(Thread thread) {
        return thread instanceof Worker worker && workers.contains(worker);
    }

    private final class Worker extends Thread {
        private volatile boolean parked;

        Worker(String name) {
            super(name);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            int seen = 0;
            int idle = 0;
            while (!closed) {
                int offered = offers;
                if (offered != seen) {
                    seen = offered;
                    idle = 0;
                    Share share = current;
                    if (share != null) {
                        share.work();
                    }
                } else if (idle++ < SPINS) {
                    Thread.onSpinWait();
                } else {
                    // An offer is counted before this is read, or counted after it was set and then wakes: none is
                    // missed.
                    parked = true;
                    if (offers == seen && !closed) {
                        LockSupport.park(this);
                    }
                    parked = false;
                    idle = 0;
                }
            }
        }
    }
}
