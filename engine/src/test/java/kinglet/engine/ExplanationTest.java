package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import kinglet.graph.*;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    /** A norm, an activation and a sum for a step to take in; a shuffle and a concat to rename; a dropout to leave out. */
    private static Model model() {
        Scope scope = Scope.of("small");
        Node x = scope.input("x", new Shape(16, 6, 6));
        Node a = scope.add("conv", Conv2d.of(16, 3), x);
        a = scope.add("norm", new BatchNorm(1e-5), a);
        a = scope.add("relu", Activation.RELU, a);
        Node b = scope.add("project", Conv2d.pointwise(16), a);
        b = scope.add("sum", new Add(), List.of(b, a));
        b = scope.add("shuffle", new ChannelShuffle(2), b);
        b = scope.add("concat", new Concat(), List.of(b, a));
        b = scope.add("pool", new GlobalPool(Pool.Kind.AVERAGE), b);
        b = scope.add("drop", new Dropout(0.5), b);
        Network network = scope.build(scope.add("fc", new Linear(10, true), b));
        return Model.of(network, FormulaWeights.of(network));
    }

    private static Explanation explanation() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            return engine.explain(model());
        }
    }

    @Test
    void eachPassSaysWhatItDid() {
        List<PassEffect> passes = explanation().passes();
        assertThat(passes).extracting(PassEffect::pass).contains("drop training ops", "fold batch norm");
        assertThat(named(passes, "drop training ops").change()).containsExactly(entry("dropout", -1));
        assertThat(named(passes, "drop training ops").rewritten()).isEmpty();
        assertThat(named(passes, "fold batch norm").change()).containsExactly(entry("batch norm", -1));
        assertThat(named(passes, "fold batch norm").rewritten()).containsExactly(entry("conv2d", 1));
        assertThat(named(passes, "fold padding").change()).isEmpty();
    }

    @Test
    void onePassBeginsWhereTheOtherEnds() {
        Explanation explanation = explanation();
        List<PassEffect> passes = explanation.passes();
        for (int i = 1; i < passes.size(); i++) {
            assertThat(passes.get(i).before()).isSameAs(passes.get(i - 1).after());
        }
        assertThat(explanation.network()).isSameAs(passes.getLast().after());
    }

    @Test
    void loweringJoinsAndRenames() {
        Explanation explanation = explanation();
        assertThat(explanation.joined()).containsExactly(entry("add", 1), entry("relu", 1));
        assertThat(explanation.views()).containsExactly(entry("channel shuffle", 1), entry("concat", 1));
        assertThat(explanation.copies()).allMatch(step -> step.algorithm().equals("copy"));
        long copied = explanation.copies().stream()
                .mapToLong(step -> step.output().size())
                .sum();
        // input, conv, project, pool, fc
        assertThat(explanation.activations()).isEqualTo(3 * 16 * 36 + 32 + 10 + copied);
    }

    @Test
    void theStepsAreThoseOfThePlan() {
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(1))) {
            Plan plan = engine.compile(model());
            Explanation explanation = engine.explain(model());
            assertThat(explanation.steps())
                    .extracting(PlannedStep::nodes)
                    .isEqualTo(plan.steps().stream().map(PlannedStep::nodes).toList());
            assertThat(explanation.arenaSize()).isEqualTo(plan.arenaSize());
        }
    }

    private static PassEffect named(List<PassEffect> passes, String name) {
        return passes.stream().filter(p -> p.pass().equals(name)).findFirst().orElseThrow();
    }
}
