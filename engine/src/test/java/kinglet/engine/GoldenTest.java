package kinglet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.kernels.KernelsProvider;
import kinglet.kernels.KernelsProviders;
import kinglet.networks.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits of whole networks against torchvision's in double precision, with weights from the formula of {@link FormulaWeights}. */
class GoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("kinglet.shared", "../shared"), "reference", "golden");
    private static final double TOLERANCE = 1e-4;

    static Stream<Arguments> networksAndKernels() {
        return networks()
                .flatMap(network -> KernelsProviders.all().stream()
                        .filter(provider -> provider.unusableBecause().isEmpty())
                        .map(provider -> Arguments.of(network, provider.name(), provider)));
    }

    private static Stream<String> networks() {
        if (!Files.isDirectory(GOLDEN)) {
            return Stream.of("");
        }
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("-infer.csv"))
                    .map(name -> name.substring(0, name.length() - "-infer.csv".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("networksAndKernels")
    void logitsAreTorchvisions(String id, String kernels, KernelsProvider provider) throws IOException {
        assumeTrue(!id.isEmpty(), "no reference logits at " + GOLDEN);
        List<String> lines = Files.readAllLines(GOLDEN.resolve(id + "-infer.csv"));
        int size = Integer.parseInt(lines.getFirst().replaceAll(".*x", ""));
        Network network = Catalogue.entry(id).build().withInput(new Shape(3, size, size));
        try (Engine engine = Engine.create(EngineOptions.defaults().withKernels(provider.create()))) {
            Tensor logits =
                    engine.compile(network, FormulaWeights.of(network)).run(FormulaWeights.input(2, 3, size, size));
            for (int image = 0; image < 2; image++) {
                double[] expected = Stream.of(lines.get(image + 1).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                assertClose(id, expected, logits, image);
            }
        }
    }

    private static void assertClose(String id, double[] expected, Tensor logits, int image) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(expected[i] - logits.data()[image * expected.length + i]));
        }
        assertThat(worst / largest)
                .as("%s, image %d: error over the largest logit", id, image)
                .isLessThan(TOLERANCE);
    }
}
