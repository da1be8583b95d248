package kinglet.formats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
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
        Model model = new Model(network, FormulaWeights.of(network), Map.of(Model.NETWORK, entry.id()));
        Path file = folder.resolve(entry.id() + ".onnx");
        OnnxWriter.write(model, file);

        Shape shape = network.input().shape();
        Map<String, Tensor> input = Map.of(
                network.input().name(), FormulaWeights.input(2, shape.channels(), shape.height(), shape.width()));
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

    private static Network small(Entry entry) {
        try {
            return entry.build(NetworkOptions.NONE.withResolution(RESOLUTION));
        } catch (kinglet.graph.KingletException e) {
            return entry.build();
        }
    }
}
