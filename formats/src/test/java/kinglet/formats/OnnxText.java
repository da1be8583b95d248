package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kinglet.formats.OnnxReader.FirstAxis;
import kinglet.formats.onnx.OnnxProto.AttributeProto;
import kinglet.formats.onnx.OnnxProto.GraphProto;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.formats.onnx.OnnxProto.OperatorSetIdProto;
import kinglet.formats.onnx.OnnxProto.TensorShapeProto.Dimension;
import kinglet.formats.onnx.OnnxProto.ValueInfoProto;
import kinglet.graph.Model;

/** Small ONNX graphs for tests, line by line: the input is {@code x}, the output {@code y}. */
final class OnnxText {
    private final OnnxGraphWriter graph = new OnnxGraphWriter("test", List.of("x", "y"));
    private final GraphProto.Builder ends = GraphProto.newBuilder();
    private final long opset;

    private OnnxText(long opset) {
        this.opset = opset;
        ends.addOutput(ValueInfoProto.newBuilder().setName("y"));
    }

    /** A graph of this opset whose input has these dimensions; -1 is left open. */
    static OnnxText of(long opset, long... dims) {
        OnnxText text = new OnnxText(opset);
        ValueInfoProto.Builder input = ValueInfoProto.newBuilder().setName("x");
        input.getTypeBuilder().getTensorTypeBuilder().setElemType(1).getShapeBuilder();
        for (long dim : dims) {
            Dimension.Builder size = Dimension.newBuilder();
            input.getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .addDim(dim < 0 ? size.setDimParam("n") : size.setDimValue(dim));
        }
        text.ends.addInput(input);
        return text;
    }

    OnnxText longs(String name, long... values) {
        graph.longs(name, values);
        return this;
    }

    OnnxText scalar(String name, double value) {
        graph.floats(name, new float[] {(float) value});
        return this;
    }

    /** A tensor of ones. */
    OnnxText ones(String name, long... dims) {
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, 1);
        graph.floats(name, values, dims);
        return this;
    }

    /** A node, its inputs in one word each. */
    OnnxText node(String type, String inputs, String output, AttributeProto... attributes) {
        graph.node(type, output, inputs.isEmpty() ? List.of() : List.of(inputs.split(" ")), attributes);
        return this;
    }

    ModelProto proto() {
        return ModelProto.newBuilder()
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph.build().toBuilder().mergeFrom(ends.build()))
                .build();
    }

    Model read() {
        return OnnxReader.read(
                ByteBuffer.wrap(proto().toByteArray()), Path.of("test.onnx"), Path.of("."), FirstAxis.BATCH);
    }

    /** What the graph becomes, node by node, without the input. */
    List<String> labels() {
        return read().network().nodes().stream()
                .skip(1)
                .map(n -> n.op().label())
                .toList();
    }
}
