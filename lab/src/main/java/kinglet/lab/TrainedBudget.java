package kinglet.lab;

import java.util.OptionalInt;
import kinglet.graph.KingletException;

/**
 * What a training may cost, the same for all networks of an experiment.
 *
 * @param epochs how often every picture is seen
 * @param seeds how many trainings of each network, which differ in their seed alone
 * @param pictures the most to learn from, and five times the most to be tested on; all of them if absent
 */
public record TrainedBudget(int epochs, int seeds, OptionalInt pictures) {
    public TrainedBudget {
        if (epochs < 1 || seeds < 1) {
            throw new KingletException(
                    "a training takes at least one epoch and one seed, not %d and %d".formatted(epochs, seeds));
        }
    }

    /** The same pictures, other epochs and seeds. */
    public TrainedBudget of(int epochCount, int seedCount) {
        return new TrainedBudget(epochCount, seedCount, pictures);
    }

    /** Enough for differences of a point on 50,000 pictures of 32 x 32. */
    static final TrainedBudget FULL = new TrainedBudget(12, 3, OptionalInt.empty());

    /** Enough to see that it runs. */
    static final TrainedBudget QUICK = new TrainedBudget(1, 1, OptionalInt.of(512));

    /** As they are typed. */
    String options() {
        return " --epochs %d --seeds %d".formatted(epochs, seeds);
    }

    String words() {
        return "%d epochs of %s pictures, %d seed%s"
                .formatted(
                        epochs,
                        pictures.isPresent() ? "at most " + pictures.getAsInt() : "all",
                        seeds,
                        seeds == 1 ? "" : "s");
    }
}
