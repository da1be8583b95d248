package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import kinglet.graph.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays as numpy.save writes them: the header's layout is from NEP 1, the values are -2, 1 and 100 (bool: 1, 1, 1). */
class NpyFileTest {
    private static final float[] VALUES = {-2, 1, 100};

    private static Tensor read(byte[] bytes) {
        return NpyFile.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] file(int version, String descr, String shape, byte[] values) {
        return Samples.npy(
                version, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, shape), values);
    }

    private static byte[] values(String descr) {
        ByteBuffer bytes =
                ByteBuffer.allocate(24).order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (float value : VALUES) {
            switch (descr.substring(1)) {
                case "f8" -> bytes.putDouble(value);
                case "f4" -> bytes.putFloat(value);
                case "f2" -> bytes.putShort(Float.floatToFloat16(value));
                case "i8" -> bytes.putLong((long) value);
                case "i4" -> bytes.putInt((int) value);
                case "i2" -> bytes.putShort((short) value);
                default -> bytes.put((byte) value);
            }
        }
        return Samples.cut(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<f8", ">f8", "<f4", ">f4", "=f4", "<f2", ">f2", "<i8", ">i8", "<i4", ">i4", "<i2", ">i2", "|i1"
            })
    void everyTypeAndOrder(String descr) {
        for (int version = 1; version <= 3; version++) {
            Tensor read = read(file(version, descr, "3,", values(descr)));
            assertThat(read.dims()).containsExactly(3);
            assertThat(read.data()).as("%s, version %d", descr, version).containsExactly(VALUES);
        }
    }

    @Test
    void unsignedBytesAndBooleans() {
        assertThat(read(file(1, "|u1", "3,", values("|u1"))).data()).containsExactly(254, 1, 100);
        assertThat(read(file(1, "|b1", "3,", values("|b1"))).data()).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"'';0", "1,;1", "2, 3;2", "1, 2, 1, 3;4", "0,;1", "0, 5;2"})
    void shapes(String shape, int rank) {
        Tensor read = read(file(1, "<f4", shape, new byte[24]));
        assertThat(read.rank()).isEqualTo(rank);
    }

    @Test
    void whatIsNotRead() {
        String fortran = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }";
        assertThatThrownBy(() -> read(Samples.npy(1, fortran, new byte[24])))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("Fortran order");
        assertThatThrownBy(() -> read(file(1, "<c8", "3,", new byte[24])))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("type c8");
        assertThatThrownBy(() -> read(file(4, "<f4", "3,", new byte[24])))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("version 4");
        assertThatThrownBy(() -> read(file(1, "<f4", "7,", new byte[24])))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("only 24 bytes");
    }

    @Test
    void whatIsWrittenIsReadBack(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.npy");
        NpyFile.write(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3), file);
        assertThat(Files.size(file)).isEqualTo(128 + 24);
        Tensor read = NpyFile.read(file);
        assertThat(read.dims()).containsExactly(1, 2, 3);
        assertThat(read.data()).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
