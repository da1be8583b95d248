package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kinglet.engine.Engine;
import kinglet.graph.FormulaWeights;
import kinglet.graph.Model;
import kinglet.graph.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;

/** Small TensorFlow Lite networks against loops over its order: rows, columns, channels. */
class TfliteReaderTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    private static Model read(byte[] bytes) {
        return TfliteReader.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), "test");
    }

    private static float[] run(byte[] bytes, Tensor input) {
        try (Engine engine = Engine.create()) {
            return engine.compile(read(bytes)).run(input).data();
        }
    }

    @Test
    void depthMultiplier() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 5, 4, 3);
        int y = sample.tensor("y", 1, 3, 3, 6);
        float[] kernel = TfliteSample.values(3 * 2 * 6);
        sample.depthwise(x, sample.constant("kernel", kernel, 1, 3, 2, 6), 2, y);
        Tensor input = FormulaWeights.input(1, 3, 5, 4);
        float[] wanted = NaiveLayers.depthwise(NaiveLayers.channelsLast(input), 5, 4, 3, kernel, 3, 2, 2, 1);
        assertThat(run(sample.end(x, y), input)).containsExactly(NaiveLayers.channelsFirst(wanted, 3, 3, 6), CLOSE);
    }

    /** Weights are [outputs, inputs] with the inputs in the order of rows, columns, channels. */
    @Test
    void fullyConnectedAfterFlattening() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 2, 5, 3);
        int flat = sample.tensor("flat", 1, 30);
        int relu = sample.tensor("relu", 1, 30);
        int y = sample.tensor("y", 1, 4);
        float[] weights = TfliteSample.values(4 * 30);
        float[] bias = TfliteSample.values(4);
        sample.operator(BuiltinOperator.RESHAPE, BuiltinOptions.NONE, 0, flat, x);
        sample.operator(BuiltinOperator.RELU, BuiltinOptions.NONE, 0, relu, flat);
        sample.fullyConnected(relu, sample.constant("weights", weights, 4, 30), sample.constant("bias", bias, 4), y);
        Tensor input = FormulaWeights.input(1, 3, 2, 5);
        float[] last = NaiveLayers.channelsLast(input);
        float[] wanted = bias.clone();
        for (int i = 0; i < weights.length; i++) {
            wanted[i / 30] += Math.max(0, last[i % 30]) * weights[i];
        }
        assertThat(run(sample.end(x, y), input)).containsExactly(wanted, CLOSE);
    }

    @Test
    void aFlattenedImageIsReadOnlyBeforeFullyConnected() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 2, 5, 3);
        int flat = sample.tensor("flat", 1, 30);
        int y = sample.tensor("y", 1, 30);
        sample.operator(BuiltinOperator.RESHAPE, BuiltinOptions.NONE, 0, flat, x);
        sample.operator(BuiltinOperator.SOFTMAX, BuiltinOptions.NONE, 0, y, flat);
        byte[] bytes = sample.end(x, y);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("'y' reads a flattened image");
    }

    @Test
    void unknownOperatorsAreNamed() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 2, 5, 3);
        int y = sample.tensor("y", 1, 2, 5, 3);
        sample.operator(BuiltinOperator.CUMSUM, BuiltinOptions.NONE, 0, y, x);
        byte[] bytes = sample.end(x, y);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("operator CUMSUM of 'y'");
    }
}
