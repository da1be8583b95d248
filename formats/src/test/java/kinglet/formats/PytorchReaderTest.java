package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints written opcode by opcode as torch.save does, over the storage 0, 1, 2, ... */
class PytorchReaderTest {
    @TempDir
    Path folder;

    private Weights read(byte[] bytes) throws IOException {
        return PytorchReader.read(Files.write(folder.resolve("x.pth"), bytes));
    }

    private static byte[] storage(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return Samples.floats(values);
    }

    private Tensor view(long offset, long[] dims, long[] strides) throws IOException {
        Pickle pickle = new Pickle().opcode('}').opcode('(').text("x");
        pickle.tensor("FloatStorage", "0", 24, offset, dims, strides).opcode('u');
        Tensor zip = read(Samples.zip(pickle.end(), Map.of("0", storage(24)))).tensor("x");
        Tensor legacy = read(Samples.legacy(pickle.end(), 24, storage(24))).tensor("x");
        assertThat(legacy.data()).containsExactly(zip.data());
        assertThat(zip.dims())
                .containsExactly(Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
        return zip;
    }

    @Test
    void contiguous() throws IOException {
        assertThat(view(0, new long[] {2, 3}, new long[] {3, 1}).data()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(view(4, new long[] {2, 3}, new long[] {3, 1}).data()).containsExactly(4, 5, 6, 7, 8, 9);
        assertThat(view(23, new long[] {}, new long[] {}).data()).containsExactly(23);
        assertThat(view(24, new long[] {0}, new long[] {1}).data()).isEmpty();
    }

    @Test
    void transposedSlicedAndExpanded() throws IOException {
        assertThat(view(0, new long[] {3, 2}, new long[] {1, 3}).data()).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(view(1, new long[] {3}, new long[] {8}).data()).containsExactly(1, 9, 17);
        assertThat(view(5, new long[] {2, 2}, new long[] {0, 1}).data()).containsExactly(5, 6, 5, 6);
        // channels last: [n=1, c=2, h=2, w=3] over storage [h][w][c]
        assertThat(view(0, new long[] {1, 2, 2, 3}, new long[] {12, 1, 6, 2}).data())
                .containsExactly(0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11);
    }

    @ParameterizedTest
    @CsvSource({
        "HalfStorage, 3e003e00, 1.5",
        "BFloat16Storage, c0ffc0ff, -7.96875",
        "IntStorage, 00000005, 5",
        "CharStorage, fdfdfdfd, -3"
    })
    void otherStorages(String type, String hex, float value) throws IOException {
        byte[] four =
                Samples.little(4).putInt(Integer.parseUnsignedInt(hex, 16)).array();
        int count = type.equals("IntStorage") ? 1 : type.equals("CharStorage") ? 4 : 2;
        Pickle pickle = new Pickle().opcode('}').text("x");
        pickle.tensor(type, "0", count, 0, new long[] {count}, new long[] {1}).opcode('s');
        assertThat(read(Samples.zip(pickle.end(), Map.of("0", four)))
                        .tensor("x")
                        .data())
                .hasSize(count)
                .containsOnly(value);
        assertThat(read(Samples.legacy(pickle.end(), count, four)).tensor("x").data())
                .hasSize(count)
                .containsOnly(value);
    }

    @Test
    void doublesAndLongs() throws IOException {
        Pickle pickle = new Pickle().opcode('}').opcode('(');
        pickle.text("a").tensor("DoubleStorage", "0", 1, 0, new long[] {1}, new long[] {1});
        pickle.text("b").tensor("LongStorage", "1", 1, 0, new long[] {}, new long[] {});
        Map<String, byte[]> storages = Map.of(
                "0",
                        ByteBuffer.wrap(new byte[8])
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putDouble(0.1)
                                .array(),
                "1", Samples.little(8).putLong(-7).array());
        Weights weights = read(Samples.zip(pickle.opcode('u').end(), storages));
        assertThat(weights.tensor("a").data()).containsExactly(0.1f);
        assertThat(weights.tensor("b").data()).containsExactly(-7);
    }

    /** As DataParallel and training scripts leave them: a wrapper, other values beside the tensors, and a prefix. */
    @Test
    void wrappersAndPrefixes() throws IOException {
        Pickle pickle =
                new Pickle().opcode('}').opcode('(').text("epoch").number(3).text("state_dict");
        pickle.global("collections", "OrderedDict")
                .opcode(')')
                .opcode('R')
                .opcode('(')
                .text("module.fc.weight");
        pickle.tensor("FloatStorage", "0", 24, 0, new long[] {2, 3}, new long[] {3, 1})
                .opcode('u')
                .opcode('u');
        assertThat(read(Samples.legacy(pickle.end(), 24, storage(24))).names()).containsExactly("fc.weight");
    }

    @Test
    void sharedStoragesAndParameters() throws IOException {
        Pickle pickle = new Pickle().opcode('}').opcode('(').text("a");
        pickle.tensor("FloatStorage", "0", 24, 0, new long[] {2}, new long[] {1})
                .text("b");
        pickle.global("torch._utils", "_rebuild_parameter").opcode('(');
        pickle.tensor("FloatStorage", "0", 24, 1, new long[] {2}, new long[] {1});
        pickle.opcode(0x88)
                .global("collections", "OrderedDict")
                .opcode(')')
                .opcode('R')
                .opcode('t')
                .opcode('R')
                .opcode('u');
        Weights weights = read(Samples.zip(pickle.end(), Map.of("0", storage(24))));
        assertThat(weights.tensor("a").data()).containsExactly(0, 1);
        assertThat(weights.tensor("b").data()).containsExactly(1, 2);
    }
}
