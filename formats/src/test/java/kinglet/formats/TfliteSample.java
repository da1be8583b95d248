package kinglet.formats;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;
import org.tensorflow.lite.schema.TensorType;

/** Writes small TensorFlow Lite models in floating point. */
final class TfliteSample {
    private final FlatBufferBuilder builder = new FlatBufferBuilder();
    private final List<Integer> tensors = new ArrayList<>();
    private final List<Integer> buffers = new ArrayList<>();
    private final List<Integer> codes = new ArrayList<>();
    private final List<Integer> operators = new ArrayList<>();

    TfliteSample() {
        buffers.add(Buffer.createBuffer(builder, 0));
    }

    /** An activation; its index. */
    int tensor(String name, int... dims) {
        return stored(name, TensorType.FLOAT32, 0, dims);
    }

    int constant(String name, float[] values, int... dims) {
        return bytes(name, TensorType.FLOAT32, Samples.floats(values), dims);
    }

    int constant(String name, int[] values, int... dims) {
        ByteBuffer bytes = Samples.little(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes(name, TensorType.INT32, bytes.array(), dims);
    }

    /** A constant in half precision. */
    int half(String name, float[] values, int... dims) {
        ByteBuffer bytes = Samples.little(values.length * Short.BYTES);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return bytes(name, TensorType.FLOAT16, bytes.array(), dims);
    }

    /** For the options of an operator. */
    FlatBufferBuilder builder() {
        return builder;
    }

    private int bytes(String name, byte type, byte[] bytes, int... dims) {
        buffers.add(Buffer.createBuffer(builder, Buffer.createDataVector(builder, bytes)));
        return stored(name, type, buffers.size() - 1, dims);
    }

    private int stored(String name, byte type, int buffer, int... dims) {
        int shape = Tensor.createShapeVector(builder, dims);
        int text = builder.createString(name);
        tensors.add(Tensor.createTensor(builder, shape, type, buffer, text, 0, false, 0, 0, false, 0));
        return tensors.size() - 1;
    }

    void convolution(int x, int kernel, int y) {
        int options = Conv2DOptions.createConv2DOptions(builder, Padding.SAME, 1, 1, (byte) 0, 1, 1);
        operator(BuiltinOperator.CONV_2D, BuiltinOptions.Conv2DOptions, options, y, x, kernel);
    }

    void depthwise(int x, int kernel, int multiplier, int y) {
        int options = DepthwiseConv2DOptions.createDepthwiseConv2DOptions(
                builder, Padding.VALID, 1, 1, multiplier, (byte) 0, 1, 1);
        operator(BuiltinOperator.DEPTHWISE_CONV_2D, BuiltinOptions.DepthwiseConv2DOptions, options, y, x, kernel);
    }

    void fullyConnected(int x, int weights, int bias, int y) {
        int options = FullyConnectedOptions.createFullyConnectedOptions(builder, (byte) 0, (byte) 0, false, false);
        operator(BuiltinOperator.FULLY_CONNECTED, BuiltinOptions.FullyConnectedOptions, options, y, x, weights, bias);
    }

    void operator(int code, int kind, int options, int y, int... inputs) {
        codes.add(OperatorCode.createOperatorCode(builder, (byte) code, 0, 1, code));
        int in = Operator.createInputsVector(builder, inputs);
        int out = Operator.createOutputsVector(builder, new int[] {y});
        operators.add(
                Operator.createOperator(builder, codes.size() - 1, in, out, (byte) kind, options, 0, (byte) 0, 0, 0));
    }

    byte[] end(int x, int y) {
        int graph = SubGraph.createSubGraph(
                builder,
                SubGraph.createTensorsVector(builder, offsets(tensors)),
                SubGraph.createInputsVector(builder, new int[] {x}),
                SubGraph.createOutputsVector(builder, new int[] {y}),
                SubGraph.createOperatorsVector(builder, offsets(operators)),
                0);
        int model = Model.createModel(
                builder,
                3,
                Model.createOperatorCodesVector(builder, offsets(codes)),
                Model.createSubgraphsVector(builder, new int[] {graph}),
                0,
                Model.createBuffersVector(builder, offsets(buffers)),
                0,
                0,
                0);
        Model.finishModelBuffer(builder, model);
        return builder.sizedByteArray();
    }

    /** A convolution, a depthwise one, and a fully connected layer after flattening. */
    static byte[] mixed() {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 4, 5, 2);
        int a = sample.tensor("a", 1, 4, 5, 3);
        int b = sample.tensor("b", 1, 3, 4, 6);
        int flat = sample.tensor("flat", 1, 72);
        int y = sample.tensor("y", 1, 2);
        sample.convolution(x, sample.constant("conv", values(3 * 2 * 2 * 2), 3, 2, 2, 2), a);
        sample.depthwise(a, sample.constant("depthwise", values(2 * 2 * 6), 1, 2, 2, 6), 2, b);
        sample.operator(BuiltinOperator.RESHAPE, BuiltinOptions.NONE, 0, flat, b);
        sample.fullyConnected(
                flat, sample.constant("fc", values(2 * 72), 2, 72), sample.constant("bias", values(2), 2), y);
        return sample.end(x, y);
    }

    /** Values between -1 and 1, by a formula. */
    static float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.sin(7 * i + count);
        }
        return values;
    }

    private static int[] offsets(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
