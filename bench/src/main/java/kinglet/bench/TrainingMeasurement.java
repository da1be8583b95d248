package kinglet.bench;

/**
 * What one process measured of a training.
 *
 * @param milliseconds median time of a step
 * @param steps how many steps the median is of
 * @param peakBytes the most memory the process has had resident; 0 where the system does not say
 * @param parameters how many floats learn, by which two runtimes are seen to train the same network
 * @param loss of the last step
 */
public record TrainingMeasurement(double milliseconds, int steps, long peakBytes, long parameters, double loss) {}
