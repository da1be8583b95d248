package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files laid out by hand as the format's description says. */
class SafetensorsTest {

    private static Weights read(String header, byte[] values) {
        ByteBuffer file = ByteBuffer.wrap(Samples.safetensors(header, values)).order(ByteOrder.LITTLE_ENDIAN);
        return SafetensorsReader.read(file).weights();
    }

    private static float[] read(String type, ByteBuffer values, int count) {
        String header = "{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(type, count, values.position());
        return read(header, Samples.cut(values)).tensor("x").data();
    }

    @Test
    void everyType() {
        assertThat(read("F64", Samples.little(16).putDouble(-0.5).putDouble(1e300), 2))
                .containsExactly(-0.5f, Float.POSITIVE_INFINITY);
        assertThat(read("F32", Samples.little(8).putFloat(-0.5f).putFloat(3e38f), 2))
                .containsExactly(-0.5f, 3e38f);
        // 1 sign, 5 exponent, 10 mantissa bits: -2^-1 (1 + 1/2), 65504, the smallest subnormal
        assertThat(read(
                        "F16",
                        Samples.little(6)
                                .putShort((short) 0xba00)
                                .putShort((short) 0x7bff)
                                .putShort((short) 1),
                        3))
                .containsExactly(-0.75f, 65504, 0x1p-24f);
        // the upper half of a float
        assertThat(read("BF16", Samples.little(4).putShort((short) 0x3fc0).putShort((short) 0xc000), 2))
                .containsExactly(1.5f, -2);
        assertThat(read("I64", Samples.little(16).putLong(-3).putLong(1L << 40), 2))
                .containsExactly(-3, 0x1p40f);
        assertThat(read("I32", Samples.little(4).putInt(-70_000), 1)).containsExactly(-70_000);
        assertThat(read("I16", Samples.little(2).putShort((short) -300), 1)).containsExactly(-300);
        assertThat(read("I8", Samples.little(1).put((byte) -3), 1)).containsExactly(-3);
        assertThat(read("U8", Samples.little(1).put((byte) -3), 1)).containsExactly(253);
        assertThat(read("BOOL", Samples.little(2).put((byte) 1).put((byte) 0), 2))
                .containsExactly(1, 0);
    }

    @Test
    void scalarsEmptyTensorsAndAnyOrder() {
        String header = """
                {"b":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},\
                "none":{"dtype":"F32","shape":[0,3],"data_offsets":[8,8]}}""";
        Weights weights = read(header, Samples.floats(1, 2));
        assertThat(weights.names()).containsExactly("b", "a", "none");
        assertThat(weights.tensor("b").data()).containsExactly(2);
        assertThat(weights.tensor("b").rank()).isZero();
        assertThat(weights.tensor("a").data()).containsExactly(1);
        assertThat(weights.tensor("none").dims()).containsExactly(0, 3);
    }

    /** -0.75 is 0xba00, 65504 the largest half and 0x7bff, and 0.1 lies between two: 0x2e66 is nearer. */
    @Test
    void halves(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.safetensors");
        Weights weights = Weights.of(Map.of("w", Tensor.of(new float[] {-0.75f, 65504, 0.1f}, 3)));
        SafetensorsWriter.write(weights, Map.of(), file, SafetensorsWriter.Precision.HALF);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int data = 8 + (int) bytes.getLong(0);
        assertThat(bytes.limit()).isEqualTo(data + 6);
        assertThat(bytes.getShort(data)).isEqualTo((short) 0xba00);
        assertThat(bytes.getShort(data + 2)).isEqualTo((short) 0x7bff);
        assertThat(bytes.getShort(data + 4)).isEqualTo((short) 0x2e66);
        assertThat(SafetensorsReader.read(file).weights().tensor("w").data())
                .containsExactly(-0.75f, 65504, 0.099975586f);
    }

    @Test
    void whatIsTooLargeForHalves(@TempDir Path folder) {
        Path file = folder.resolve("x.safetensors");
        Weights weights = Weights.of(Map.of("w", Tensor.of(new float[] {70_000}, 1)));
        assertThatThrownBy(() -> SafetensorsWriter.write(weights, Map.of(), file, SafetensorsWriter.Precision.HALF))
                .isInstanceOf(FormatException.class)
                .hasMessage("'w' holds 70000.0, which half precision cannot store; write single precision");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsWritten(@TempDir Path folder) throws Exception {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.of(new float[] {1, 2}, 2, 1));
        tensors.put("b", Tensor.of(new float[] {3}, 1));
        Path file = folder.resolve("x.safetensors");
        SafetensorsWriter.write(Weights.of(tensors), Map.of(), file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong(0);
        assertThat(header % 8).isZero();
        assertThat(new String(bytes.array(), 8, header, StandardCharsets.UTF_8))
                .startsWith("{\"w\":{")
                .doesNotContain("__metadata__");
        assertThat(bytes.limit()).isEqualTo(8 + header + 12);
        assertThat(bytes.getFloat(8 + header + 4)).isEqualTo(2);
        assertThat(SafetensorsReader.read(file).weights().tensor("b").data()).containsExactly(3);
    }

    @Test
    void theOrderOfTheMetadataChangesNoByte(@TempDir Path folder) throws Exception {
        Weights weights = Weights.of(Map.of("x", Tensor.zeros(2)));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("network", "b");
        metadata.put("labels", "a");
        SafetensorsWriter.write(weights, metadata, folder.resolve("x"));
        assertThat(Files.readString(folder.resolve("x"), StandardCharsets.ISO_8859_1))
                .contains("{\"__metadata__\":{\"labels\":\"a\",\"network\":\"b\"},"
                        + "\"x\":{\"data_offsets\":[0,8],\"dtype\":\"F32\",\"shape\":[2]}}");
    }
}
