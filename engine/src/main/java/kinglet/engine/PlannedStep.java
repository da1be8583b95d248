package kinglet.engine;

import java.util.List;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/**
 * One step of a plan, for those who want to see what became of a network.
 *
 * @param covers the nodes whose work it does, in the network that the passes left; empty for a copy between layouts
 * @param algorithm what the kernels chose
 * @param output the shape of its result
 * @param parts into how many parts it is divided
 * @param follows whether it begins as soon as rows of the step before it are there, not when all are
 */
public record PlannedStep(List<Node> covers, String algorithm, Shape output, int parts, boolean follows) {

    /** The names of the nodes whose work it does. */
    public List<String> nodes() {
        return covers.stream().map(Node::name).toList();
    }
}
