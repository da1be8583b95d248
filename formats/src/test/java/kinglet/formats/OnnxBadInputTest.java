package kinglet.formats;

import static kinglet.formats.OnnxGraphWriter.integer;
import static kinglet.formats.OnnxGraphWriter.integers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kinglet.formats.onnx.OnnxProto.ModelProto;
import kinglet.formats.onnx.OnnxProto.StringStringEntryProto;
import kinglet.formats.onnx.OnnxProto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are wrong on purpose: one line says what is wrong. */
class OnnxBadInputTest {
    @TempDir
    Path folder;

    private static void refused(OnnxText text, String... parts) {
        assertThatThrownBy(text::read)
                .isInstanceOf(FormatException.class)
                .message()
                .hasLineCount(1)
                .contains(parts);
    }

    private void refused(byte[] bytes, String... parts) throws IOException {
        Path file = folder.resolve("bad.onnx");
        Files.write(file, bytes);
        assertThatThrownBy(() -> OnnxReader.read(file))
                .isInstanceOf(FormatException.class)
                .message()
                .hasLineCount(1)
                .contains("bad.onnx")
                .contains(parts);
    }

    @Test
    void noOnnxAtAll() throws IOException {
        refused(new byte[0], "is not an ONNX model");
        refused("PK\3\4 a zip file".getBytes(StandardCharsets.ISO_8859_1), "is not an ONNX model");
        assertThatThrownBy(() -> OnnxReader.read(folder.resolve("missing.onnx")))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void cutOff() throws IOException {
        byte[] whole = OnnxText.of(13, -1, 8, 4, 5)
                .ones("w", 8, 8, 1, 1)
                .node("Conv", "x w", "y")
                .proto()
                .toByteArray();
        refused(Arrays.copyOf(whole, whole.length / 2), "damaged");
    }

    @Test
    void cycle() {
        refused(
                OnnxText.of(13, -1, 8, 4, 5)
                        .node("Add", "x b", "a")
                        .node("Relu", "a", "b")
                        .node("Relu", "b", "y"),
                "cycle");
    }

    @Test
    void undefinedAndDoubleValues() {
        refused(OnnxText.of(13, -1, 8, 4, 5).node("Add", "x nowhere", "y"), "'nowhere'", "nothing gives");
        refused(OnnxText.of(13, -1, 8, 4, 5).node("Relu", "x", "y").node("Tanh", "x", "y"), "'y'");
        refused(OnnxText.of(13, -1, 8, 4, 5).node("Relu", "x", "z"), "nothing gives its output 'y'");
    }

    @Test
    void absurdDimensions() {
        refused(OnnxText.of(13, 1, 1L << 40, 4, 5).node("Relu", "x", "y"), "1099511627776");
        refused(OnnxText.of(13, 1, 1 << 20, 1 << 20, 5).node("Relu", "x", "y"), "2^31");
        refused(
                OnnxText.of(13, -1, 8, 4, 5)
                        .longs("s", 1L << 40)
                        .node("ConstantOfShape", "s", "c")
                        .node("Add", "x c", "y"),
                "1099511627776");
        refused(
                OnnxText.of(13, -1, 8, 4, 5)
                        .longs("s", 1 << 30)
                        .node("ConstantOfShape", "s", "c")
                        .node("Add", "x c", "y"),
                "store the weights");
        refused(OnnxText.of(13, -1, 8, 4, 5).longs("s", -1, 1L << 40).node("Reshape", "x s", "y"), "cannot reshape");
        refused(
                OnnxText.of(13, -1, 8, 4, 5).node("MaxPool", "x", "y", integers("kernel_shape", 1L << 40, 1)),
                "kernel_shape");
    }

    @Test
    void weightsThatAreNotThere() throws IOException {
        ModelProto whole = OnnxText.of(13, -1, 8, 4, 5)
                .ones("w", 8, 8, 1, 1)
                .node("Conv", "x w", "y")
                .proto();
        ModelProto.Builder broken = whole.toBuilder();
        broken.getGraphBuilder().getInitializerBuilder(0).setDims(0, 1L << 40);
        refused(broken.build().toByteArray(), "'w'", "impossible dimensions");
        broken.getGraphBuilder().getInitializerBuilder(0).setDims(0, 1 << 20);
        refused(broken.build().toByteArray(), "'w'", "the file is damaged");
    }

    @Test
    void dataOutsideTheFolder() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), new byte[256]);
        Path inner = Files.createDirectory(folder.resolve("inner"));
        for (String location : List.of("../secret", secret.toString(), "nothing", "", "link")) {
            if (location.equals("link")) {
                Files.createSymbolicLink(inner.resolve("link"), secret);
            }
            Path file =
                    Files.write(inner.resolve("bad.onnx"), external(location, 0).toByteArray());
            assertThatThrownBy(() -> OnnxReader.read(file))
                    .as(location)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("folder");
        }
    }

    @Test
    void dataBesideTheModel() throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[300]);
        Path file = Files.write(
                folder.resolve("good.onnx"), external("weights.bin", 40).toByteArray());
        assertThat(OnnxReader.read(file).weights().tensor("y.weight").size()).isEqualTo(64);
        refused(external("weights.bin", 45).toByteArray(), "300 bytes");
        refused(external("weights.bin", -1).toByteArray(), "300 bytes");
    }

    private static ModelProto external(String location, long offset) {
        ModelProto.Builder model =
                OnnxText.of(13, -1, 8, 4, 5).ones("w", 8, 8, 1, 1).node("Conv", "x w", "y").proto().toBuilder();
        TensorProto.Builder tensor = model.getGraphBuilder().getInitializerBuilder(0);
        tensor.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
        tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(location));
        tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey("offset").setValue("" + offset));
        return model.build();
    }

    @Test
    void whatImagesAreNot() {
        refused(OnnxText.of(13, -1, 8, 4, 5, 6).node("Relu", "x", "y"), "5 axes", "channels, rows and columns");
        refused(OnnxText.of(13, -1, 8, -1, 5).node("Relu", "x", "y"), "leaves its axis 2 open ('n')");
        refused(
                OnnxText.of(13, -1, 8, 4, 5).node("Softmax", "x", "y", integer("axis", 0)),
                "node 'y' (Softmax)",
                "the batch");
        refused(
                OnnxText.of(13, -1, 8, 4, 5).node("Gelu", "x", "y"),
                "node 'y' (Gelu)",
                "not an operator that Kinglet reads");
        refused(OnnxText.of(5, -1, 8, 4, 5).node("Relu", "x", "y"), "opset 5");
    }

    /** What the fuzzer found. */
    @Test
    void operatorsWithoutInputs() {
        refused(
                OnnxText.of(13, -1, 8, 4, 5)
                        .node("Concat", "", "c", integer("axis", 0))
                        .node("Add", "x c", "y"),
                "has no inputs");
    }

    /** What the fuzzer found: an axis that holds the batch and more. */
    @Test
    void operatorsOverABatchThatIsMixed() {
        for (String type : List.of("ReduceMean", "Softmax", "Relu", "MatMul", "Gather", "Pad", "Concat", "Add")) {
            OnnxText text = OnnxText.of(11, 2, 8, 4, 5)
                    .longs("all", -1)
                    .longs("none", 0, 0)
                    .longs("index", 0, 5, 2)
                    .ones("w", 320, 3)
                    .node("Reshape", "x all", "a");
            String more = switch (type) {
                case "MatMul" -> " w";
                case "Gather" -> " index";
                case "Pad" -> " none";
                case "Concat", "Add" -> " a";
                default -> "";
            };
            text.node(
                    type,
                    "a" + more,
                    "b",
                    type.equals("Relu") || type.equals("Pad") || type.equals("MatMul")
                            ? integer("unused", 0)
                            : integer("axis", 0));
            refused(text.longs("flat", 1, 2).node("Relu", "b", "y"), "batch");
        }
    }

    @Test
    void namesOfAnyLength() throws IOException {
        ModelProto.Builder model = OnnxText.of(13, -1, 8, 4, 5).node("Relu", "x", "y").proto().toBuilder();
        model.getGraphBuilder().getNodeBuilder(0).setInput(0, "line\nafter line" + "!".repeat(10_000));
        refused(model.build().toByteArray(), "line?after line");
        model.getGraphBuilder().getNodeBuilder(0).setOpTypeBytes(ByteString.copyFrom(new byte[] {(byte) 0xff, 0}));
        refused(model.build().toByteArray(), "node 'y' (\ufffd?)");
    }
}
