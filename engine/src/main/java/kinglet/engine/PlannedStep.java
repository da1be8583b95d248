package kinglet.engine;

import java.util.List;
import kinglet.graph.Shape;

/**
 * One step of a plan, for those who want to see what became of a network.
 *
 * @param nodes the names of the nodes whose work it does; empty for a copy between layouts
 * @param algorithm what the kernels chose
 * @param output the shape of its result
 * @param parts into how many parts it is divided
 */
public record PlannedStep(List<String> nodes, String algorithm, Shape output, int parts) {}
