package kinglet.cli;

import java.time.Duration;
import kinglet.networks.Preprocessing;
import kinglet.vision.DataSplits;
import kinglet.vision.Dataset;
import kinglet.vision.Unreadable;

/**
 * What the stages of a training have in common.
 *
 * @param data with pictures for validation
 * @param seed of all that is random
 * @param threads that compute
 * @param logEvery how many steps a line of figures sums up
 * @param checkpointEvery how long at most between two checkpoints
 * @param command the words that a person typed, to be repeated
 */
record TrainingSetup(
        DataSplits data,
        Preprocessing preprocessing,
        Unreadable unreadable,
        long seed,
        int threads,
        TrainingFolder folder,
        int logEvery,
        Duration checkpointEvery,
        String command) {

    Dataset validation() {
        return data.validation().orElseThrow();
    }

    /** How to go on with it. */
    String resumeCommand() {
        return command.contains(" --resume") ? command : command + " --resume";
    }

    /** Threads that prepare pictures while others compute. */
    int loaderThreads() {
        return Math.clamp(threads / 2, 1, 8);
    }
}
