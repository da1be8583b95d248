package kinglet.cli;

import java.time.Duration;
import java.util.Locale;
import kinglet.graph.KingletException;
import kinglet.networks.Preprocessing;
import kinglet.train.DivergedException;
import kinglet.train.Recipe;
import kinglet.train.Recipes;
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
 * @param recomputes whether the largest values of layers are computed again instead of kept
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
        boolean recomputes,
        String command) {
    /** By how much a learning rate is lowered with which a training diverged. */
    private static final double LESS = 3;

    Dataset validation() {
        return data.validation().orElseThrow();
    }

    /** How to go on with it. */
    String resumeCommand() {
        return command.contains(" --resume") ? command : command + " --resume";
    }

    /**
     * What to say of a training that diverged. It cannot go on with another rate, so it has to begin again, beside what is kept of it.
     *
     * @param recipe the one that was asked for
     */
    KingletException diverged(DivergedException e, Recipe recipe) {
        double usual =
                Recipes.recipe(recipe.id()).scaledToBatch(recipe.batchSize()).learningRate();
        return new KingletException(
                String.format(
                        Locale.ROOT,
                        "%s; for example with --lr %.3g --out %s (what was saved stays in %s)",
                        e.getMessage(),
                        Math.min(usual, recipe.learningRate() / LESS),
                        TrainingMixin.quoted(folder.path() + "-again"),
                        folder.path()),
                e);
    }

    /** Threads that prepare pictures while others compute. */
    int loaderThreads() {
        return Math.clamp(threads / 2, 1, 8);
    }
}
