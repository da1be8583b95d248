package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kinglet.engine.Engine;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import kinglet.networks.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published models, as their own projects ship them, against what other runtimes make of them. */
class RealFilesTest {
    private static final Path DATA = Path.of(System.getProperty("kinglet.shared", "../shared"), "data");

    private static Path weights(String name) {
        Path file = DATA.resolve("weights").resolve(name);
        assumeTrue(Files.exists(file), "no published models at " + DATA);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1-0.25-224-imagenet.h5,             3x224x224, 1000",
        "mobilenet_v1-0.25-96-person.h5,                3x96x96,   2",
        "mini_xception-emotions.h5,                     1x64x64,   7",
        "mobilenet_v1-0.25-128-imagenet-uint8.tflite,   3x128x128, 1001",
        "mobilenet_v1-0.75-192-imagenet-uint8.tflite,   3x192x192, 1001",
        "mobilenet_v2-1.0-224-imagenet-uint8.tflite,    3x224x224, 1001",
        "mobilenet_v2-1.0-224-imagenet-int8.tflite,     3x224x224, 1001",
        "mobilenet_v1-0.25-96-person-float.tflite,      3x96x96,   2",
        "mobilenet_v1-0.25-96-person-int8.tflite,       3x96x96,   2",
        "squeezenet1_1-imagenet-fp16.onnx,              3x224x224, 1000",
        "mobilenet_v2-0.35-128-flowers.onnx,            3x128x128, 5"
    })
    void aPublishedModelIsRead(String name, String input, int classes) {
        Model model = ModelFiles.read(weights(name));
        Shape shape = model.network().input().shape();
        assertThat("%dx%dx%d".formatted(shape.channels(), shape.height(), shape.width()))
                .isEqualTo(input);
        assertThat(model.network().output().shape().size()).isEqualTo(classes);
    }

    @ParameterizedTest
    @CsvSource({
        "squeezenet1_1-imagenet-fp16,    squeezenet1_1-imagenet-fp16.out.softmaxout_1.f32,  1e-2",
        "mobilenet_v2-0.35-128-flowers,  mobilenet_v2-0.35-128-flowers.out.dense.f32,       1e-4",
        "shufflenet_v2-fastestdet,       shufflenet_v2-fastestdet.out.758.f32,              1e-4",
        "toy-cifar10,                    toy-cifar10.out.modelOutput.f32,                   1e-4"
    })
    void outputsAreOnnxRuntimes(String name, String output, double tolerance) throws IOException {
        Model model = ModelFiles.read(weights(name + ".onnx"));
        Shape shape = model.network().input().shape();
        float[] input = floats(DATA.resolve("expected").resolve(name + ".in.f32"));
        try (Engine engine = Engine.create()) {
            Tensor result =
                    engine.compile(model).run(Tensor.of(input, 1, shape.channels(), shape.height(), shape.width()));
            assertThat(error(result.data(), floats(DATA.resolve("expected").resolve(output))))
                    .isLessThan(tolerance);
        }
    }

    @Test
    void theThreeFormsOfThePersonDetectorAgree() {
        Tensor input = FormulaWeights.input(4, 3, 96, 96);
        try (Engine engine = Engine.create()) {
            float[] keras = engine.compile(ModelFiles.read(weights("mobilenet_v1-0.25-96-person.h5")))
                    .run(input)
                    .data();
            float[] tflite = engine.compile(ModelFiles.read(weights("mobilenet_v1-0.25-96-person-float.tflite")))
                    .run(input)
                    .data();
            float[] int8 = engine.compile(ModelFiles.read(weights("mobilenet_v1-0.25-96-person-int8.tflite")))
                    .run(input)
                    .data();
            assertThat(error(tflite, keras)).isLessThan(1e-4);
            assertThat(error(int8, keras)).isLessThan(0.1);
        }
    }

    @Test
    void aCheckpointBeforePyTorch16FitsItsNetwork() {
        Weights weights = ModelFiles.readWeights(weights("resnet20-cifar10.th"));
        assertThat(weights.names()).contains("conv1.weight", "layer3.2.bn2.running_var", "linear.weight");
        assertThat(weights.tensor("layer1.0.conv1.weight").dims()).containsExactly(16, 16, 3, 3);
        Network network = Catalogue.entry("resnet20_cifar").build();
        assertThat(weights.fit(network).names()).hasSize(network.parameters().size());
    }

    @Test
    void aZippedCheckpointIsRead() {
        Weights weights = ModelFiles.readWeights(weights("shufflenet_v2-0.5-backbone.pth"));
        assertThat(weights.names()).hasSize(330);
    }

    @Test
    void safetensorsKeepWhatWasWritten() throws IOException {
        Path file = Files.createTempFile("kinglet", ".safetensors");
        try {
            Weights written = Weights.of(
                    Map.of("a.weight", FormulaWeights.input(2, 3, 4, 5), "b", Tensor.of(new float[] {1.5f}, 1)));
            SafetensorsWriter.write(written, Map.of("network", "tiny"), file);
            SafetensorsReader.Contents read = SafetensorsReader.read(file);
            assertThat(read.metadata()).isEqualTo(Map.of("network", "tiny"));
            assertThat(read.weights().tensor("a.weight").dims()).containsExactly(2, 3, 4, 5);
            assertThat(read.weights().tensor("a.weight").data())
                    .isEqualTo(written.tensor("a.weight").data());
        } finally {
            Files.delete(file);
        }
    }

    private static double error(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
        }
        return worst / largest;
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }
}
