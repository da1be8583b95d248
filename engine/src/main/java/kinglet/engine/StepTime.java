package kinglet.engine;

/**
 * What one step of one run took.
 *
 * @param step the step
 * @param nanos nanoseconds from its beginning, with all images of the batch, to its end on the last thread
 */
public record StepTime(PlannedStep step, long nanos) {}
