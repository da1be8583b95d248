package kinglet.cost;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kinglet.graph.Conv2d;
import kinglet.graph.LearnedGroupConv2d;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Pool;

/** G3: many small operators beside each other, as in an Inception block, each read their input again and must be awaited. */
final class Fragmentation {

    private Fragmentation() {}

    static Stream<Finding> findings(Network network) {
        return network.nodes().stream()
                .filter(node -> fragments(network, node).size() > 1)
                .map(node -> finding(node, fragments(network, node)));
    }

    private static List<Node> fragments(Network network, Node node) {
        return network.consumers(node).stream()
                .filter(n -> n.op() instanceof Conv2d || n.op() instanceof LearnedGroupConv2d || n.op() instanceof Pool)
                .toList();
    }

    private static Finding finding(Node node, List<Node> fragments) {
        long again = (long) (fragments.size() - 1) * node.shape().size();
        long smallest = fragments.stream()
                .mapToLong(MultAdds::of)
                .filter(b -> b > 0)
                .min()
                .orElse(0);
        return new Finding(
                Guideline.G3,
                node.name(),
                "%d operators read its %s values beside each other, the smallest of %s mult-adds"
                        .formatted(fragments.size(), grouped(node.shape().size()), grouped(smallest)),
                (long) fragments.size() * node.shape().size(),
                alike(fragments)
                        ? "one convolution of %d outputs, sliced, reads it once"
                                .formatted(fragments.stream()
                                        .mapToInt(n -> n.shape().channels())
                                        .sum())
                        : "one branch with the work of %d reads it once".formatted(fragments.size()),
                again);
    }

    private static boolean alike(List<Node> fragments) {
        return fragments.stream()
                        .map(n -> n.op() instanceof Conv2d conv && conv.groups() == 1
                                ? conv.window().toString()
                                : n.name())
                        .distinct()
                        .count()
                == 1;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
