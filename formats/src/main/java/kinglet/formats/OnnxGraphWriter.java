package kinglet.formats;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kinglet.formats.onnx.OnnxProto.AttributeProto;
import kinglet.formats.onnx.OnnxProto.AttributeProto.AttributeType;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.formats.onnx.OnnxProto.NodeProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;
import kinglet.formats.onnx.OnnxProto.TensorProto.DataType;
import kinglet.formats.onnx.OnnxProto.TensorShapeProto;
import kinglet.formats.onnx.OnnxProto.TensorShapeProto.Dimension;
import kinglet.formats.onnx.OnnxProto.TypeProto;
import kinglet.formats.onnx.OnnxProto.ValueInfoProto;

/** Puts nodes, tensors and values into an ONNX graph. */
final class OnnxGraphWriter {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> names = new HashSet<>();

    OnnxGraphWriter(String name, List<String> taken) {
        graph.setName(name);
        names.addAll(taken);
    }

    GraphProto build() {
        return graph.build();
    }

    /** A name that nothing else in the graph has. */
    String name(String wanted) {
        String free = wanted;
        for (int i = 1; !names.add(free); i++) {
            free = wanted + "_" + i;
        }
        return free;
    }

    void input(String name, long... image) {
        graph.addInput(value(name, image));
    }

    void output(String name, long... image) {
        graph.addOutput(value(name, image));
    }

    private static ValueInfoProto value(String name, long... image) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
        for (long dim : image) {
            shape.addDim(Dimension.newBuilder().setDimValue(dim));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    /** A tensor in single precision; its name. */
    String floats(String name, float[] values, long... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, DataType.FLOAT, bytes, dims);
    }

    /** A number; its name. */
    String scalar(String name, double value) {
        return floats(name, new float[] {(float) value});
    }

    /** A row of integers; its name. */
    String longs(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return tensor(name, DataType.INT64, bytes, values.length);
    }

    private String tensor(String wanted, DataType type, ByteBuffer bytes, long... dims) {
        String name = name(wanted);
        ByteString data = UnsafeByteOperations.unsafeWrap(bytes);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(data);
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** A node of one result; the result's name. */
    String node(String type, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }
}
