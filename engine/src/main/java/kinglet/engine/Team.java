package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an engine. One caller at a time has them; a caller that comes meanwhile works alone, so that several callers never
 * run more threads than there are cores for. A worker spins for a moment after each step, because the next one comes within
 * microseconds, and then parks.
 */
final class Team implements AutoCloseable {
    /** About 100 microseconds. */
    private static final int SPINS = 4000;

    private final List<Worker> workers = new ArrayList<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final int size;
    private volatile @Nullable Share current;
    private volatile boolean closed;

    Team(int size) {
        this.size = size;
        for (int i = 1; i < size; i++) {
            Worker worker = new Worker("kinglet-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    int size() {
        return size;
    }

    /** Does all shares, one after the other, and returns when the last is done. */
    void run(Share[] shares) {
        boolean together = !workers.isEmpty() && !closed && taken.compareAndSet(false, true);
        try {
            for (Share share : shares) {
                share.open();
                if (together && share.total() > 1) {
                    current = share;
                    workers.forEach(Worker::wake);
                }
                share.work();
                share.await();
            }
        } finally {
            if (together) {
                current = null;
                taken.set(false);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(LockSupport::unpark);
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
            Share seen = null;
            int idle = 0;
            while (!closed) {
                Share share = current;
                if (share != null && share != seen) {
                    share.work();
                    idle = 0;
                } else if (idle++ < SPINS) {
                    Thread.onSpinWait();
                } else {
                    parked = true;
                    if (current == seen && !closed) {
                        LockSupport.park(this);
                    }
                    parked = false;
                    idle = 0;
                }
                seen = share;
            }
        }
    }
}
