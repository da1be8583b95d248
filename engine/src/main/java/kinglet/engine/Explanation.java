package kinglet.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.Constant;
import kinglet.graph.Input;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;

/**
 * How an engine compiles a network: what each pass did, and the steps that lowering made of what was left.
 *
 * @param passes the passes in their order
 * @param network what the passes left
 * @param steps the steps in their order
 * @param arenaSize floats that the activations of one image take in memory
 */
public record Explanation(List<PassEffect> passes, Network network, List<PlannedStep> steps, int arenaSize) {

    /** The ops that the step of another op does on the way, by kind: activations, sums. */
    public SortedMap<String, Integer> joined() {
        return count(
                steps.stream().flatMap(step -> step.covers().stream().skip(1)).distinct());
    }

    /** The ops that became views, by kind: their results are values that another step left, and no step does them. */
    public SortedMap<String, Integer> views() {
        Set<Node> done = new HashSet<>();
        steps.forEach(step -> done.addAll(step.covers()));
        return count(network.nodes().stream()
                .filter(node -> !done.contains(node))
                .filter(node -> !(node.op() instanceof Input || node.op() instanceof Constant)));
    }

    /** The steps that compute nothing, and move values to another layout. */
    public List<PlannedStep> copies() {
        return steps.stream().filter(step -> step.covers().isEmpty()).toList();
    }

    /** Floats that the inputs and the results of all steps would take if each had a place of its own. */
    public long activations() {
        return network.inputs().stream().mapToLong(node -> node.shape().size()).sum()
                + steps.stream().mapToLong(step -> step.output().size()).sum();
    }

    /** What ops are counted by: {@code conv2d}, {@code batch norm}, {@code relu6}. */
    static String kind(Op op) {
        return op instanceof Activation ? op.label() : words(op.getClass());
    }

    /** The words of a class's name: {@code fold batch norm}. */
    static String words(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static SortedMap<String, Integer> count(Stream<Node> nodes) {
        SortedMap<String, Integer> count = new TreeMap<>();
        nodes.forEach(node -> count.merge(kind(node.op()), 1, Integer::sum));
        return count;
    }
}
