package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound files of tensors that could be misread: which dictionary, which number, which bytes. */
class ReaderMeaningTest {
    private static final byte[] STORAGE = Samples.floats(0, 1, 2, 3, 4, 5);

    @TempDir
    private Path folder;

    /** As the ImageNet example of PyTorch saves it: the best accuracy is a tensor beside the state dict. */
    @ParameterizedTest
    @ValueSource(strings = {"state_dict", "model_state_dict", "model"})
    void theStateDictOfATrainingRunIsFoundBesideOtherTensors(String wrapper) throws IOException {
        Pickle pickle = new Pickle().opcode('}').opcode('(').text("best_acc1");
        pickle.tensor("FloatStorage", "1", 1, 0, new long[0], new long[0]);
        weight(pickle.text(wrapper).opcode('}').opcode('('), "module.fc.weight")
                .opcode('u')
                .opcode('u');
        Weights weights =
                PytorchReader.read(write(Samples.zip(pickle.end(), Map.of("0", STORAGE, "1", Samples.floats(91)))));
        assertThat(weights.names()).containsExactly("fc.weight");
        assertThat(weights.tensor("fc.weight").data()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    /** A NumPy number, as {@code max(best, accuracy)} gives it, is data beside the tensors. */
    @ParameterizedTest
    @ValueSource(strings = {"numpy.core.multiarray", "numpy._core.multiarray"})
    void aNumpyNumberBesideTheTensorsIsPassedOver(String module) throws IOException {
        Pickle pickle = new Pickle()
                .opcode('}')
                .opcode('(')
                .text("best")
                .global(module, "scalar")
                .opcode('(');
        pickle.global("numpy", "dtype")
                .opcode('(')
                .text("f8")
                .opcode(0x89)
                .opcode(0x88)
                .opcode('t')
                .opcode('R');
        pickle.numbers(3).opcode('b');
        pickle.global("_codecs", "encode")
                .opcode('(')
                .text("eightbyt")
                .text("latin1")
                .opcode('t')
                .opcode('R');
        pickle.opcode('t').opcode('R');
        weight(pickle.text("state_dict").opcode('}').opcode('('), "fc.weight")
                .opcode('u')
                .opcode('u');
        Weights weights = PytorchReader.read(write(Samples.zip(pickle.end(), Map.of("0", STORAGE))));
        assertThat(weights.names()).containsExactly("fc.weight");
    }

    private static Pickle weight(Pickle pickle, String name) {
        return pickle.text(name).tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1});
    }

    @ParameterizedTest
    @CsvSource({"U16, 2, 65535", "U32, 4, 4294967295", "U64, 8, 18446744073709551615", "I16, 2, -1"})
    void integersOfSafetensorsKeepTheirSign(String type, int bytes, double value) throws IOException {
        String header = "{\"x\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,%d]}}".formatted(type, bytes);
        byte[] ones = new byte[bytes];
        Arrays.fill(ones, (byte) -1);
        Tensor x = SafetensorsReader.read(write(Samples.safetensors(header, ones)))
                .weights()
                .tensor("x");
        assertThat(x.hasDims(1)).isTrue();
        assertThat(x.data()).containsExactly((float) value);
    }

    @ParameterizedTest
    @CsvSource({"u2, 2, 65535", "u4, 4, 4294967295", "u8, 8, 18446744073709551615"})
    void unsignedIntegersOfNumpyAreRead(String type, int bytes, double value) throws IOException {
        byte[] ones = new byte[bytes];
        Arrays.fill(ones, (byte) -1);
        String header = "{'descr': '<%s', 'fortran_order': False, 'shape': (1,), }".formatted(type);
        assertThat(NpyFile.read(write(Samples.npy(1, header, ones))).data()).containsExactly((float) value);
    }

    /** The format leaves no byte without a tensor, so that nothing can hide in a file. */
    @ParameterizedTest
    @CsvSource({"4, 8, 8", "0, 4, 8"})
    void bytesThatBelongToNoTensorAreRefused(int from, int to, int room) throws IOException {
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}".formatted(from, to);
        Path file = write(Samples.safetensors(header, new byte[room]));
        assertThatThrownBy(() -> SafetensorsReader.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("belong to no tensor");
    }

    @Test
    void aFileThatIsWrittenMayBeReadByWhomeverAnyNewFileMay() throws IOException {
        Path file = folder.resolve("x.npy");
        NpyFile.write(Tensor.of(new float[] {1}, 1), file);
        Path other = Files.createFile(folder.resolve("other"));
        assertThat(Files.getFileAttributeView(file, PosixFileAttributeView.class))
                .as("a file system with permissions")
                .isNotNull();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file, other);
        }
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file.bin"), bytes);
    }
}
