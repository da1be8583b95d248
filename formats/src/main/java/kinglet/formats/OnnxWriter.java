package kinglet.formats;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.formats.onnx.OnnxProto.OperatorSetIdProto;
import kinglet.formats.onnx.OnnxProto.StringStringEntryProto;
import kinglet.graph.Model;
import kinglet.graph.Parameter;

/**
 * Writes models as ONNX of opset 17, which ONNX Runtime from 1.12 on runs. The batch is free; maps are {@code [batch, c, h, w]},
 * and what a flatten or a fully connected layer gives is {@code [batch, c]}. Values are named after their nodes.
 */
public final class OnnxWriter {
    private static final int OPSET = 17;
    /** The version of the file format that came with opset 17. */
    private static final int IR_VERSION = 8;
    /** A protobuf message ends at 2 GB; the graph beside the weights takes little. */
    private static final long LIMIT = Integer.MAX_VALUE - (64L << 20);

    private OnnxWriter() {}

    /**
     * Writes a model. The file appears at once when it is whole; on failure there is none.
     *
     * @throws FormatException if the file cannot be written, the weights are over 2 GB, or a node has no form in ONNX
     */
    public static void write(Model model, Path file) {
        long bytes =
                model.network().parameters().stream().mapToLong(Parameter::size).sum() * Float.BYTES;
        if (bytes > LIMIT) {
            throw new FormatException(
                    "cannot write %s: its weights take %.1f GB and an ONNX file ends at 2; write safetensors"
                            .formatted(file, bytes / 1e9));
        }
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("kinglet")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(new OnnxExport(model).graph());
        model.properties().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> proto.addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(entry.getValue())));
        FileBytes.write(file, List.of(ByteBuffer.wrap(proto.build().toByteArray())));
    }
}
