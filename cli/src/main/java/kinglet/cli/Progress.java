package kinglet.cli;

import kinglet.lab.Watcher;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a command is, on standard error. */
final class Progress {

    /** What a bar is divided into for each part of an experiment. */
    private static final int FINE = 100;

    private static final String CLEARED = "\r\033[K";

    private Progress() {}

    /** Moves a bar, if there is one, and says what was found. */
    static Watcher watcher(@Nullable ProgressBar bar) {
        return new Watcher() {
            @Override
            public void at(double done, int parts) {
                if (bar != null) {
                    bar.maxHint((long) parts * FINE);
                    bar.stepTo(Math.round(done * FINE));
                }
            }

            @Override
            public void found(String line) {
                say(bar, line);
            }
        };
    }

    /** A line above a bar, if there is one. */
    static void say(@Nullable ProgressBar bar, String line) {
        System.err.println(bar == null ? line : CLEARED + line);
    }

    /** A bar of so many steps, or none where nobody sees it. */
    static @Nullable ProgressBar bar(String task, int size) {
        boolean seen = System.console() != null && System.console().isTerminal();
        return seen
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(size)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build()
                : null;
    }
}
