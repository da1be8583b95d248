package kinglet.train;

/** Follows a training; called by its thread. */
public interface TrainingListener {

    /** One that looks away. */
    TrainingListener NONE = new TrainingListener() {};

    /** A step is done. */
    default void step(StepReport report) {}

    /** Learned group convolutions have lost inputs; a step comes next. */
    default void condensed(CondensationReport report) {}

    /** An epoch is done and evaluated. */
    default void epoch(Checkpoint.Metrics metrics) {}

    /** A checkpoint is written. */
    default void saved(Checkpoint checkpoint) {}

    /**
     * What a step gave.
     *
     * @param epoch from 0
     * @param batch of the epoch, from 0
     * @param batches of the epoch
     * @param step in all, from 0
     * @param loss the mean of the batch
     * @param correct how many pictures of the batch were recognised, while learning
     * @param pictures of the batch
     * @param rate the learning rate
     * @param gradientNorm before clipping
     * @param seconds since the training began or was taken up
     */
    record StepReport(
            int epoch,
            int batch,
            int batches,
            long step,
            double loss,
            int correct,
            int pictures,
            double rate,
            double gradientNorm,
            double seconds) {}
}
