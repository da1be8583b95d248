package kinglet.formats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kinglet.graph.Activation;
import kinglet.graph.Add;
import kinglet.graph.BatchNorm;
import kinglet.graph.FormulaWeights;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Multiply;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.StochasticDepth;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of the catalogue, written as ONNX, run by ONNX Runtime, and read back. */
class OnnxRoundTripTest {
    /** Large enough for five halvings to leave a map; networks that need more say so and are taken as published. */
    private static final int RESOLUTION = 64;

    @TempDir
    Path folder;

    static List<Entry> entries() {
        return Catalogue.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theCatalogueGoesThroughOnnx(Entry entry) throws Exception {
        Network network = small(entry);
        Model model = new Model(network, weights(network), Map.of(Model.NETWORK, entry.id()));
        Path file = folder.resolve(entry.id() + ".onnx");
        OnnxWriter.write(model, file);

        Shape shape = network.input().shape();
        Map<String, Tensor> input = Map.of(
                network.input().name(), FormulaWeights.input(1, shape.channels(), shape.height(), shape.width()));
        String output = network.output().name();
        Tensor peer = requireNonNull(OnnxRuntime.run(file, input).get(output));
        Tensor ours = requireNonNull(OnnxRunners.engine(model, input).get(output));
        OnnxAgreement.check(entry.id(), ours.data(), peer.data(), 1e-4);

        Model read = OnnxReader.read(file);
        assertThat(read.properties()).isEqualTo(model.properties());
        assertThat(read.network().output().shape()).isEqualTo(network.output().shape());
        Tensor back = requireNonNull(OnnxRunners.engine(read, input).get(output));
        OnnxAgreement.check(entry.id() + ", read back", back.data(), peer.data(), 1e-4);
        Files.delete(file);
    }

    /**
     * Weights by the formula, the norms at the end of residual branches at a quarter, as training begins them near zero. Without
     * that a deep network is a chaos: ONNX Runtime's own answer for SE-ShuffleNetV2-164 on 64 pixels moves by a tenth when the
     * input moves by a millionth, and EfficientNet-B7's by 2.5e-3 (3e-7 with it).
     */
    private static Weights weights(Network network) {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(FormulaWeights.of(network).asMap());
        network.nodes().stream()
                .filter(node -> node.op() instanceof Add)
                .flatMap(node -> node.inputs().stream())
                .flatMap(OnnxRoundTripTest::norms)
                .distinct()
                .forEach(norm -> tensors.computeIfPresent(norm.name() + ".weight", (name, weight) -> quarter(weight)));
        return Weights.of(tensors);
    }

    private static Stream<Node> norms(Node node) {
        return switch (node.op()) {
            case BatchNorm norm -> Stream.of(node);
            case Activation a -> norms(node.input());
            case StochasticDepth d -> norms(node.input());
            case Multiply m -> node.inputs().stream().flatMap(OnnxRoundTripTest::norms);
            default -> Stream.of();
        };
    }

    private static Tensor quarter(Tensor weight) {
        float[] values = weight.data().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] /= 4;
        }
        return Tensor.of(values, weight.dims());
    }

    private static Network small(Entry entry) {
        try {
            return entry.build(NetworkOptions.NONE.withResolution(RESOLUTION));
        } catch (KingletException e) {
            return entry.build();
        }
    }
}
