package kinglet.bench.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Softmax;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;

/** The distinct cases of the catalogue's networks. */
final class CatalogueCases {

    private CatalogueCases() {}

    /** Those of every network, in the order of the catalogue. */
    static List<KernelCase> all() {
        return of(Catalogue.entries().stream().map(Entry::id).toList());
    }

    /** Those of these networks. */
    static List<KernelCase> of(List<String> networks) {
        Map<String, KernelCase> byKey = new LinkedHashMap<>();
        for (String id : networks) {
            Network network = Catalogue.entry(id).build();
            network.nodes().forEach(node -> add(byKey, node));
            network.outputs().forEach(output -> add(byKey, probabilities(output)));
        }
        return List.copyOf(byKey.values());
    }

    /** The case of this key. */
    static KernelCase named(String key) {
        return all().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no network of the catalogue has '" + key + "'"));
    }

    private static void add(Map<String, KernelCase> byKey, Node node) {
        KernelKind.of(node).map(kind -> new KernelCase(kind, node)).ifPresent(one -> byKey.putIfAbsent(one.key(), one));
    }

    /** The networks end in logits; this is what makes probabilities of them. */
    private static Node probabilities(Node logits) {
        Scope scope = Scope.of("softmax");
        return scope.add("softmax", new Softmax(), scope.input(logits.shape()));
    }
}
