package kinglet.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kinglet.graph.Conv2d;
import kinglet.graph.FormulaWeights;
import kinglet.graph.KingletException;
import kinglet.graph.Linear;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Tensor;
import kinglet.kernels.KernelsProvider;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of the catalogue, small: the fastest kernels agree with the plain ones. */
class CatalogueTest {
    private static final long MOST_MULT_ADDS = 3_000_000_000L;
    private static final long MOST_PARAMETERS = 62_000_000L;
    private static final int SMALL = 64;
    private static final double TOLERANCE = 1e-4;

    /**
     * With weights from a formula its gates enlarge rounding errors 1400 times: in double precision, a change of the input by 2e-7 changes
     * the logits by 3e-4.
     */
    private static final Map<String, Double> TOLERANCES = Map.of("shufflenet_v1_se", 1e-3);

    static Stream<String> ids() {
        return Catalogue.entries().stream().map(Entry::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void kernelsAgree(String id) {
        Map<String, KernelsProvider> providers = new HashMap<>();
        Check.providers().forEach(provider -> providers.put(provider.name(), provider));
        assumeTrue(providers.containsKey("vector"), "no vector kernels here");
        Network network = small(Catalogue.entry(id));
        assumeTrue(
                network.parameterCount() <= MOST_PARAMETERS && multAdds(network) <= MOST_MULT_ADDS,
                () -> id + " is too large for a quick test");
        Model model = Model.of(network, FormulaWeights.of(network));
        Tensor images = FormulaWeights.input(
                1,
                network.input().shape().channels(),
                network.input().shape().height(),
                network.input().shape().width());
        Tensor plain = run(Objects.requireNonNull(providers.get("plain")), model, images);
        Tensor vector = run(Objects.requireNonNull(providers.get("vector")), model, images);
        double[] expected = new double[plain.size()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = plain.data()[i];
        }
        Check.close(id, expected, vector.data(), TOLERANCES.getOrDefault(id, TOLERANCE));
    }

    private static Tensor run(KernelsProvider provider, Model model, Tensor images) {
        try (Engine engine = Check.engine(provider, 2)) {
            return engine.compile(model).run(images);
        }
    }

    /** At the small resolution where the network has one, otherwise as published. */
    private static Network small(Entry entry) {
        int published = entry.input().height();
        return Optional.of(entry)
                .filter(e -> published > SMALL)
                .flatMap(e -> {
                    try {
                        return Optional.of(e.build(NetworkOptions.NONE.withResolution(SMALL)));
                    } catch (KingletException refused) {
                        return Optional.empty();
                    }
                })
                .orElseGet(entry::build);
    }

    private static long multAdds(Network network) {
        long sum = 0;
        for (Node node : network.nodes()) {
            if (node.op() instanceof Conv2d || node.op() instanceof Linear) {
                sum += node.parameters().getFirst().size() * node.shape().area();
            }
        }
        return sum;
    }
}
