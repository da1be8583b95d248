package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.Dropout;
import kinglet.graph.Flatten;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Input;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.kernels.KernelsProvider;
import kinglet.networks.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without passes and fusion a network gives the same, step by step. */
class OpByOpTest {
    private static final int SEEDS = 60;

    static Stream<Arguments> providers() {
        return Check.providers().stream().map(provider -> Arguments.of(provider.name(), provider));
    }

    private static EngineOptions options() {
        return EngineOptions.defaults().withThreads(2).withCompilation(Compilation.OP_BY_OP);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void randomNetworksRunAsDefined(String kernels, KernelsProvider provider) {
        try (Engine engine = Engine.create(options().withKernels(provider.create()))) {
            for (long seed = 0; seed < SEEDS; seed++) {
                Check.plan(
                        engine,
                        Check.model(RandomNetwork.of(seed)),
                        "op by op, kernels %s, seed %d".formatted(kernels, seed));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shufflenet_v1", "shufflenet_v2_x0_5", "mobilenet_v2"})
    void eachOpIsAStepOfItsOwn(String id) {
        Network network = Catalogue.entry(id).build();
        try (Engine engine = Engine.create(options())) {
            List<PlannedStep> steps = engine.compile(Model.of(network, FormulaWeights.of(network)))
                    .steps();
            assertThat(steps).noneMatch(PlannedStep::follows);
            assertThat(steps.stream().flatMap(step -> step.covers().stream()).map(Node::name))
                    .containsExactlyElementsOf(network.nodes().stream()
                            .filter(node -> !(node.op() instanceof Input
                                    || node.op() instanceof Flatten
                                    || node.op() instanceof Dropout))
                            .map(Node::name)
                            .toList());
            assertThat(steps).allMatch(step -> step.covers().size() <= 1);
        }
    }
}
