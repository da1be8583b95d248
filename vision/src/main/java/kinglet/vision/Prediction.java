package kinglet.vision;

/**
 * One answer of a classifier.
 *
 * @param index of the class among the network's outputs, from 0
 * @param label its name
 * @param probability 0 to 1
 */
public record Prediction(int index, String label, float probability) {}
