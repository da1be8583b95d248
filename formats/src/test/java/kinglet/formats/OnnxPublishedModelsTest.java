package kinglet.formats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.ChannelSelect;
import kinglet.graph.Model;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published models against what ONNX Runtime answers for the same input. */
class OnnxPublishedModelsTest {

    @ParameterizedTest
    @CsvSource({
        "squeezenet1_1-imagenet-fp16, softmaxout_1, 1e-2",
        "mobilenet_v2-0.35-128-flowers, dense, 1e-4",
        "shufflenet_v2-fastestdet, 758, 1e-4",
        "toy-cifar10, modelOutput, 1e-4"
    })
    void answersAsOnnxRuntimeDoes(String name, String output, double tolerance) throws IOException {
        Path data = data();
        Model model = OnnxReader.read(data.resolve("weights/" + name + ".onnx"));
        Shape shape = model.network().input().shape();
        float[] pixels = OnnxShared.floats(data.resolve("expected/" + name + ".in.f32"));
        Tensor input = Tensor.of(pixels, 1, shape.channels(), shape.height(), shape.width());
        Map<String, Tensor> answers =
                OnnxRunners.engine(model, Map.of(model.network().input().name(), input));
        Tensor got = requireNonNull(
                answers.get(output), () -> "no output '%s' among %s".formatted(output, answers.keySet()));
        float[] wanted = OnnxShared.floats(data.resolve("expected/" + name + ".out." + output + ".f32"));
        OnnxAgreement.check(name, got.data(), wanted, tolerance);
    }

    @Test
    void theShuffleOfTheDetectorIsAChoiceOfEveryOtherChannel() {
        Model model = OnnxReader.read(data().resolve("weights/shufflenet_v2-fastestdet.onnx"));
        assertThat(model.network().nodes()).noneMatch(n -> n.op() instanceof ChannelSelect);
        assertThat(model.network().nodes())
                .filteredOn(n -> n.op().label().endsWith("by 2"))
                .hasSize(26);
    }

    private static Path data() {
        Optional<Path> data = OnnxShared.data();
        assumeTrue(data.isPresent(), "the published models are not beside the project");
        return data.orElseThrow();
    }
}
