package kinglet.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a command is, on standard error. */
final class Progress {

    private Progress() {}

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
