package kinglet.cost;

/**
 * One place where a network goes against a guideline.
 *
 * @param guideline which
 * @param layer the node's name
 * @param problem what is there, with its numbers
 * @param cost the layer's memory access as it is, in values
 * @param remedy what to do instead, with its numbers
 * @param saving the memory access that the remedy saves, in values
 */
public record Finding(Guideline guideline, String layer, String problem, long cost, String remedy, long saving) {}
