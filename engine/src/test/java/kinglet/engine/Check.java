package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.CRC32;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.kernels.KernelsProvider;
import kinglet.kernels.KernelsProviders;

/** Holds what the engine computes to what the {@link Evaluator} says. */
final class Check {
    /** Of the largest value: Winograd's transforms cost a few 1e-5. */
    static final double TOLERANCE = 2e-4;

    private Check() {}

    static List<KernelsProvider> providers() {
        return KernelsProviders.all().stream()
                .filter(provider -> provider.unusableBecause().isEmpty())
                .toList();
    }

    /** A network of one input. */
    static Model model(Shape input, Function<Builder, Node> body) {
        Scope scope = Scope.of("test");
        return model(scope.build(body.apply(new Builder(scope, scope.input(input)))));
    }

    record Builder(Scope scope, Node input) {}

    static Model model(Network network) {
        return Model.of(network, FormulaWeights.of(network));
    }

    /** A different input for every name. */
    static Map<String, Tensor> inputs(Network network, int batch) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Node node : network.inputs()) {
            Shape s = node.shape();
            CRC32 seed = new CRC32();
            node.name().chars().forEach(seed::update);
            Random random = new Random(seed.getValue());
            Tensor tensor = Tensor.zeros(batch, s.channels(), s.height(), s.width());
            for (int i = 0; i < tensor.size(); i++) {
                tensor.data()[i] = 2 * random.nextFloat() - 1;
            }
            inputs.put(node.name(), tensor);
        }
        return inputs;
    }

    static Engine engine(KernelsProvider provider, int threads) {
        return Engine.create(EngineOptions.defaults().withThreads(threads).withKernels(provider.create()));
    }

    /** The plan gives what the network means, for a batch of two. */
    static void plan(Engine engine, Model model, String how) {
        Map<String, Tensor> inputs = inputs(model.network(), 2);
        Map<String, double[]> expected = Evaluator.run(model, inputs);
        Map<String, Tensor> actual = engine.compile(model).run(inputs);
        assertThat(actual.keySet()).as(how).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, values) -> close(
                how + ": " + name,
                values,
                Objects.requireNonNull(actual.get(name)).data()));
    }

    static void close(String how, double[] expected, float[] actual) {
        close(how, expected, actual, TOLERANCE);
    }

    static void close(String how, double[] expected, float[] actual, double tolerance) {
        assertThat(actual).as(how).hasSize(expected.length);
        double largest = 1e-6;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(expected[i] - actual[i]) / largest;
            if (!(error < tolerance)) {
                throw new AssertionError("%s: value %d of %d is %s, not %s (largest %s)"
                        .formatted(how, i, actual.length, actual[i], expected[i], largest));
            }
        }
    }
}
