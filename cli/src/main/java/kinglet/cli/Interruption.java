package kinglet.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While it is open, Ctrl-C asks the work to stop, and the process lives until it has. */
final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop called by another thread */
    Interruption(Runnable stop) {
        this.hook = Thread.ofPlatform().name("kinglet-interruption").unstarted(() -> {
            stop.run();
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("kinglet: stopped in the middle of a step; the last checkpoint is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has stopped, and said so. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and waits for this very thread
            return;
        }
    }
}
