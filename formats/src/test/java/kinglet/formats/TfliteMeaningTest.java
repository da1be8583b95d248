package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import kinglet.engine.Engine;
import kinglet.graph.Model;
import kinglet.graph.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.LeakyReluOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;

/** Operators of TensorFlow Lite whose settings could be overlooked. The expected numbers are worked out by hand. */
class TfliteMeaningTest {

    private static Model read(TfliteSample sample, int x, int y) {
        return TfliteReader.read(ByteBuffer.wrap(sample.end(x, y)).order(ByteOrder.LITTLE_ENDIAN), "sample");
    }

    private static float[] run(Model model, Tensor input) {
        try (Engine engine = Engine.create()) {
            return engine.compile(model).run(input).data();
        }
    }

    /** One operator that reads x, [1, 1, 2, 2] there: pixels (1, -2) and (3, -4). */
    private static float[] run(
            int code, byte kind, ToIntFunction<FlatBufferBuilder> options, int[] out, boolean twice) {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 1, 2, 2);
        int y = sample.tensor("y", out);
        sample.operator(code, kind, options.applyAsInt(sample.builder()), y, twice ? new int[] {x, x} : new int[] {x});
        return run(read(sample, x, y), Tensor.of(new float[] {1, 3, -2, -4}, 1, 2, 1, 2));
    }

    private static ToIntFunction<FlatBufferBuilder> concatenation(int axis, byte activation) {
        return builder -> ConcatenationOptions.createConcatenationOptions(builder, axis, activation);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, -1})
    void channelsAreConcatenatedAndActivated(int axis) {
        float[] y = run(
                BuiltinOperator.CONCATENATION,
                BuiltinOptions.ConcatenationOptions,
                concatenation(axis, ActivationFunctionType.RELU),
                new int[] {1, 1, 2, 4},
                true);
        assertThat(y).containsExactly(1, 3, 0, 0, 1, 3, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, 2", "2, 1, 4, 2", "0, 1, 2, 2"})
    void rowsAndColumnsAreNotConcatenatedAsChannels(int axis, int rows, int columns, int channels) {
        assertThatThrownBy(() -> run(
                        BuiltinOperator.CONCATENATION,
                        BuiltinOptions.ConcatenationOptions,
                        concatenation(axis, ActivationFunctionType.NONE),
                        new int[] {1, rows, columns, channels},
                        true))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'y' joins along axis " + axis);
    }

    @Test
    void aSoftmaxOfAnotherTemperatureIsRefused() {
        assertThatThrownBy(() -> run(
                        BuiltinOperator.SOFTMAX,
                        BuiltinOptions.SoftmaxOptions,
                        builder -> SoftmaxOptions.createSoftmaxOptions(builder, 0.5f),
                        new int[] {1, 1, 2, 2},
                        false))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("beta 0.5");
    }

    @Test
    void theSlopeOfALeakyReluIsTheFiles() {
        float[] y = run(
                BuiltinOperator.LEAKY_RELU,
                BuiltinOptions.LeakyReluOptions,
                builder -> LeakyReluOptions.createLeakyReluOptions(builder, 0.25f),
                new int[] {1, 1, 2, 2},
                false);
        assertThat(y).containsExactly(1, 3, -0.5f, -1);
    }

    /** Rows, columns, channels (1, 2, 2) by the order 0, 2, 3, 1 become (2, 2, 1): channel c of column w goes to row w, column c. */
    @Test
    void aTransposeOfChannelsLastIsOneOfChannelsFirst() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 1, 2, 2);
        int y = sample.tensor("y", 1, 2, 2, 1);
        sample.operator(
                BuiltinOperator.TRANSPOSE,
                BuiltinOptions.NONE,
                0,
                y,
                x,
                sample.constant("order", new int[] {0, 2, 3, 1}, 4));
        float[] values = run(read(sample, x, y), Tensor.of(new float[] {1, 3, -2, -4}, 1, 2, 1, 2));
        assertThat(values).containsExactly(1, -2, 3, -4);
    }

    /** As the converter's float16 form stores weights: in half precision, with an operator that widens them. */
    @Test
    void weightsInHalfPrecisionAreWidened() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 1, 2, 2);
        int half = sample.half("half", new float[] {0.5f, 2}, 1, 1, 1, 2);
        int wide = sample.tensor("wide", 1, 1, 1, 2);
        int y = sample.tensor("y", 1, 1, 2, 1);
        sample.operator(BuiltinOperator.DEQUANTIZE, BuiltinOptions.NONE, 0, wide, half);
        sample.convolution(x, wide, y);
        float[] values = run(read(sample, x, y), Tensor.of(new float[] {1, 3, -2, -4}, 1, 2, 1, 2));
        assertThat(values).containsExactly(0.5f - 4, 1.5f - 8);
    }

    @Test
    void aShapeThatTheFileContradictsIsRefused() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 4, 4, 1);
        int y = sample.tensor("y", 1, 4, 3, 1);
        sample.convolution(x, sample.constant("w", new float[9], 1, 3, 3, 1), y);
        assertThatThrownBy(() -> read(sample, x, y))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'y' should be 1 x 4 x 3 but comes out as 1 x 4 x 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilenet_v1-0.25-128-imagenet-uint8",
                "mobilenet_v1-0.75-192-imagenet-uint8",
                "mobilenet_v2-1.0-224-imagenet-uint8",
                "mobilenet_v2-1.0-224-imagenet-int8"
            })
    void theLabelsInsideAPublishedModelAreItsClasses(String name) {
        Path file = Path.of(System.getProperty("kinglet.shared", "../shared"), "data", "weights", name + ".tflite");
        assumeTrue(Files.exists(file), "no published model " + file);
        String labels = TfliteReader.read(file).properties().getOrDefault(Model.LABELS, "");
        assertThat(labels.lines()).hasSize(1001).startsWith("background", "tench, Tinca tinca");
    }
}
