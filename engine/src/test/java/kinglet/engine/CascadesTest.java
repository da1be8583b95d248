package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kinglet.graph.*;
import kinglet.kernels.KernelsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inverted residuals whose expansion is large go row by row, and give what they give at any number of threads. */
class CascadesTest {
    private static final int SIZE = 150;
    private static final int EXPANDED = 96;

    static Stream<KernelsProvider> providers() {
        return Check.providers().stream();
    }

    private static Model blocks(int size, int stride, int taps) {
        return Check.model(new Shape(3, size, size), b -> {
            Scope scope = b.scope();
            Node x = scope.add("stem", Conv2d.of(16, 3).padding(1), b.input());
            Node y = scope.add("expand", Conv2d.pointwise(EXPANDED), x);
            y = scope.add(Activation.RELU6, y);
            y = scope.add(
                    "depthwise", Conv2d.depthwise(EXPANDED, taps).stride(stride).padding(taps / 2), y);
            y = scope.add(Activation.RELU6, y);
            y = scope.add("project", Conv2d.pointwise(16), y);
            return stride == 1 ? scope.add("sum", new Add(), x, y) : y;
        });
    }

    private static List<Boolean> follows(Engine engine, Model model) {
        return engine.compile(model).steps().stream().map(PlannedStep::follows).toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void largeExpansionsGoRowByRow(KernelsProvider provider) {
        try (Engine engine = Check.engine(provider, 1)) {
            assertThat(follows(engine, blocks(SIZE, 1, 3))).containsExactly(false, false, true, true);
            assertThat(follows(engine, blocks(SIZE / 2, 1, 3))).containsOnly(false);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void resultsAreRightAndTheSameForEveryNumberOfThreads(KernelsProvider provider) {
        for (int stride : new int[] {1, 2}) {
            for (int taps : new int[] {3, 5}) {
                Model model = blocks(SIZE, stride, taps);
                String how = "%s, stride %d, %d taps".formatted(provider.name(), stride, taps);
                List<float[]> results = IntStream.of(1, 2, 3, 5)
                        .mapToObj(threads -> result(provider, threads, model, how))
                        .toList();
                results.forEach(r -> assertThat(r).as(how).isEqualTo(results.getFirst()));
            }
        }
    }

    private static float[] result(KernelsProvider provider, int threads, Model model, String how) {
        try (Engine engine = Check.engine(provider, threads)) {
            Plan plan = engine.compile(model);
            Map<String, Tensor> inputs = Check.inputs(model.network(), 1);
            if (threads == 1) {
                Check.plan(engine, model, how);
            }
            float[] first = output(plan, inputs);
            for (int i = 0; i < 20; i++) {
                assertThat(output(plan, inputs))
                        .as("%s, %d threads, run %d", how, threads, i)
                        .isEqualTo(first);
            }
            return first;
        }
    }

    private static float[] output(Plan plan, Map<String, Tensor> inputs) {
        return plan.run(inputs).values().iterator().next().data();
    }
}
