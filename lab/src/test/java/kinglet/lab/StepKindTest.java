package kinglet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.engine.Plan;
import kinglet.graph.Activation;
import kinglet.graph.BatchNorm;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.GlobalPool;
import kinglet.graph.Linear;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepKindTest {

    private static Network network() {
        Scope net = Scope.of("small");
        Node x = net.input(new Shape(16, 8, 8));
        x = net.add("dense", Conv2d.of(32, 3), x);
        x = net.add("norm", new BatchNorm(1e-5), x);
        x = net.add("relu", Activation.RELU, x);
        x = net.add("grouped", Conv2d.pointwise(32).groups(2), x);
        x = net.add("shuffle", new ChannelShuffle(2), x);
        x = net.add("depthwise", Conv2d.depthwise(32, 3), x);
        return net.build(net.add("fc", new Linear(10, true), net.add("pool", GlobalPool.AVERAGE, x)));
    }

    /** A norm is element-wise even where a pass makes it a convolution; compiled, norm, ReLU and shuffle are no steps at all. */
    @ParameterizedTest
    @CsvSource({
        "OP_BY_OP, 'DENSE, ELEMENT_WISE, ELEMENT_WISE, GROUPED, SHUFFLE, DEPTHWISE, OTHER, OTHER'",
        "OPTIMISED, 'DENSE, GROUPED, DEPTHWISE, OTHER, OTHER'"
    })
    void stepsAreOfTheirFirstOpsKind(Compilation compilation, String kinds) {
        try (Engine engine = new Setting(1, compilation).engine()) {
            Plan plan = engine.compile(Contender.model(network()));
            assertThat(plan.steps().stream()
                            .map(step -> StepKind.of(step, plan.network()))
                            .filter(kind -> kind != StepKind.DATA))
                    .extracting(StepKind::name)
                    .isEqualTo(List.of(kinds.split(", ")));
        }
    }
}
