package kinglet.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Op;

/**
 * What one pass of the compiler did.
 *
 * @param pass its name in words: {@code fold batch norm}
 * @param before the network that it was given
 * @param after the network that it left
 */
public record PassEffect(String pass, Network before, Network after) {

    /** How many more nodes of each kind there are than before (fewer: below 0); kinds whose number is the same are left out. */
    public SortedMap<String, Integer> change() {
        SortedMap<String, Integer> change = new TreeMap<>();
        after.nodes().forEach(node -> change.merge(Explanation.kind(node.op()), 1, Integer::sum));
        before.nodes().forEach(node -> change.merge(Explanation.kind(node.op()), -1, Integer::sum));
        change.values().removeIf(count -> count == 0);
        return change;
    }

    /** How many nodes of each kind are still there under their name, but changed: a convolution that has a bias now. */
    public SortedMap<String, Integer> rewritten() {
        Map<String, Op> old = new HashMap<>();
        before.nodes().forEach(node -> old.put(node.name(), node.op()));
        SortedMap<String, Integer> rewritten = new TreeMap<>();
        for (Node node : after.nodes()) {
            Op op = old.get(node.name());
            if (op != null
                    && !op.equals(node.op())
                    && op.getClass() == node.op().getClass()) {
                rewritten.merge(Explanation.kind(node.op()), 1, Integer::sum);
            }
        }
        return rewritten;
    }
}
