package kinglet.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kinglet.graph.KingletException;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to do harm, and files that are not what they seem: one line says what is wrong, and nothing else happens. */
class HostileFilesTest {
    private static final long HUGE = 1L << 40;

    @TempDir
    Path folder;

    private AbstractStringAssert<?> refused(Consumer<Path> reader, byte[] bytes) throws IOException {
        return refused(reader, Files.write(folder.resolve("hostile.bin"), bytes));
    }

    private static AbstractStringAssert<?> refused(Consumer<Path> reader, Path file) {
        return assertThatThrownBy(() -> reader.accept(file))
                .as("%s", file)
                .isInstanceOf(KingletException.class)
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(700)
                .contains(String.valueOf(file.getFileName()));
    }

    private static byte[] safetensors(String... entries) {
        return Samples.safetensors("{" + String.join(",", entries) + "}", new byte[64]);
    }

    private static byte[] checkpoint(Pickle value) {
        return Samples.zip(value.end(), Map.of("0", new byte[24]));
    }

    private static Pickle tensor(long count, long offset, long[] dims, long[] strides) {
        Pickle pickle = new Pickle().opcode('}').opcode('(').text("weight");
        return pickle.tensor("FloatStorage", "0", count, offset, dims, strides).opcode('u');
    }

    @Test
    void hugeNpy() throws IOException {
        refused(
                        NpyFile::read,
                        Samples.npy(
                                1,
                                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d,), }".formatted(HUGE),
                                new byte[8]))
                .contains(Long.toString(HUGE));
        String overflowing = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, 0), }".formatted(HUGE, HUGE);
        refused(NpyFile::read, Samples.npy(1, overflowing, new byte[8]));
        byte[] header = Samples.npy(2, "{}", new byte[0]);
        ByteBuffer.wrap(header).putInt(8, -1);
        refused(NpyFile::read, header).contains("header claims 4294967295 bytes");
    }

    @Test
    void hugeSafetensors() throws IOException {
        byte[] header = safetensors();
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(0, HUGE);
        refused(SafetensorsReader::read, header).contains(Long.toString(HUGE));
        String dims = "\"a\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[0,64]}".formatted(HUGE, HUGE);
        refused(SafetensorsReader::read, safetensors(dims)).contains("'a'", Long.toString(HUGE));
        String offsets = "\"a\":{\"dtype\":\"F32\",\"shape\":[16],\"data_offsets\":[%d,%d]}".formatted(HUGE, HUGE + 64);
        refused(SafetensorsReader::read, safetensors(offsets)).contains("'a'", Long.toString(HUGE));
    }

    @Test
    void safetensorsThatOverlap() throws IOException {
        String first = "\"a\":{\"dtype\":\"F32\",\"shape\":[8],\"data_offsets\":[0,32]}";
        refused(
                        SafetensorsReader::read,
                        safetensors(first, "\"b\":{\"dtype\":\"F32\",\"shape\":[8],\"data_offsets\":[16,48]}"))
                .contains("'a' and 'b' overlap");
        refused(
                        SafetensorsReader::read,
                        safetensors(first, "\"b\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[32,68]}"))
                .contains("bytes [32, 68] of 64");
        refused(
                        SafetensorsReader::read,
                        safetensors(first, "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[36,32]}"))
                .contains("'b'");
    }

    @Test
    void deepAndOddJson() throws IOException {
        String deep = "{\"a\":" + "[".repeat(1_000_000);
        refused(SafetensorsReader::read, Samples.safetensors(deep, new byte[0])).contains("not JSON");
        refused(SafetensorsReader::read, Samples.safetensors("null", new byte[0]))
                .contains("no JSON object");
        refused(SafetensorsReader::read, Samples.safetensors("[1, 2]", new byte[0]))
                .contains("JSON");
        refused(SafetensorsReader::read, safetensors("\"a\\nb\":3")).contains("'a?b'");
        refused(KerasReader::read, Samples.keras("{\"a\":" + "[".repeat(50_000), Map.of()))
                .contains("not JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "builtins, eval",
        "__builtin__, eval",
        "builtins, exec",
        "subprocess, Popen",
        "torch, load"
    })
    void picklesThatCallFunctions(String module, String name) throws IOException {
        Path trace = folder.resolve("trace");
        Pickle call = new Pickle()
                .global(module, name)
                .opcode('(')
                .text("touch " + trace)
                .opcode('t')
                .opcode('R');
        refused(PytorchReader::read, checkpoint(call)).contains("refers to " + module + "." + name, "refused");
        refused(PytorchReader::read, Samples.legacy(call.end(), 0, new byte[0])).contains(module + "." + name);
        Pickle fromStack = new Pickle()
                .text(module)
                .text(name)
                .opcode(0x93)
                .opcode('(')
                .opcode('t')
                .opcode('R');
        refused(PytorchReader::read, checkpoint(fromStack)).contains(module + "." + name);
        assertThat(trace).doesNotExist();
    }

    /** The old opcodes that build an object, or call a function, by another way. */
    @ParameterizedTest
    @ValueSource(ints = {'i', 'o', 0x82, 0x83, 0x84, 0x92, 'P', 0x97})
    void picklesWithOtherOpcodes(int opcode) throws IOException {
        refused(
                        PytorchReader::read,
                        checkpoint(new Pickle()
                                .opcode('(')
                                .text("a")
                                .opcode(opcode)
                                .raw("os\nsystem\n".getBytes(StandardCharsets.UTF_8))))
                .contains("opcode 0x%02x".formatted(opcode));
    }

    @Test
    void picklesThatDoNotEnd() throws IOException {
        Pickle itself = new Pickle()
                .opcode(']')
                .opcode('q')
                .opcode(0)
                .opcode('h')
                .opcode(0)
                .opcode('a');
        refused(PytorchReader::read, checkpoint(itself)).contains("no dictionary of tensors");
        Pickle keyOfItself =
                new Pickle().opcode('}').raw(itself.end()).opcode('N').opcode('s');
        refused(PytorchReader::read, checkpoint(keyOfItself));
        Pickle listAsKey = new Pickle()
                .opcode('}')
                .opcode(']')
                .opcode('q')
                .opcode(0)
                .opcode('h')
                .opcode(0)
                .opcode('a')
                .opcode('N')
                .opcode('s');
        refused(PytorchReader::read, checkpoint(listAsKey)).contains("damaged");
        Pickle doubling = new Pickle().opcode('}').opcode(')');
        for (int i = 0; i < 100; i++) {
            doubling.opcode('q').opcode(i).opcode('h').opcode(i).opcode(0x86);
        }
        refused(PytorchReader::read, checkpoint(doubling.opcode('N').opcode('s')))
                .contains("damaged");
        Pickle wrapped = new Pickle()
                .opcode('}')
                .opcode('q')
                .opcode(0)
                .text("model")
                .opcode('h')
                .opcode(0)
                .opcode('s');
        refused(PytorchReader::read, checkpoint(wrapped)).contains("no dictionary of tensors");
    }

    @Test
    void hugePickles() throws IOException {
        Pickle text = new Pickle().opcode('X').raw(new byte[] {-1, -1, -1, 0x7f});
        refused(PytorchReader::read, checkpoint(text)).contains("cut short");
        refused(PytorchReader::read, checkpoint(tensor(HUGE, 0, new long[] {HUGE}, new long[] {1})))
                .contains("'weight'", Long.toString(HUGE));
        refused(PytorchReader::read, checkpoint(tensor(6, HUGE, new long[] {2}, new long[] {1})))
                .contains("beyond its storage");
        refused(PytorchReader::read, checkpoint(tensor(6, 0, new long[] {2}, new long[] {HUGE})))
                .contains("beyond its storage");
        refused(PytorchReader::read, checkpoint(tensor(6, 5, new long[] {2}, new long[] {1})))
                .contains("beyond its storage");
        refused(PytorchReader::read, checkpoint(tensor(6, 0, new long[] {2}, new long[] {-1})))
                .contains("beyond its storage");
        refused(PytorchReader::read, checkpoint(tensor(6, 0, new long[] {2, 3}, new long[] {1})))
                .contains("beyond its storage");
        long[] many = new long[100_000];
        Arrays.fill(many, 1);
        refused(PytorchReader::read, checkpoint(tensor(6, 0, many, many))).contains("100000 dimensions");
        byte[] legacy = Samples.legacy(Samples.pickle("0"), 6, new byte[24]);
        ByteBuffer.wrap(legacy).order(ByteOrder.LITTLE_ENDIAN).putLong(legacy.length - 32, HUGE);
        refused(PytorchReader::read, legacy).contains(Long.toString(HUGE));
    }

    @Test
    void zipBomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[50_000_000]);
        }
        assertThat(bytes.size()).isLessThan(100_000);
        refused(PytorchReader::read, bytes.toByteArray()).contains("'archive/data.pkl' is compressed");
    }

    @Test
    void zipOfSomethingElse() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
        }
        refused(ModelFiles::readWeights, bytes.toByteArray()).contains("no data.pkl");
    }

    @Test
    void tensorsThatShareAStorageTooOften() throws IOException {
        Pickle pickle = new Pickle().opcode('}').opcode('(');
        for (int i = 0; i < 300; i++) {
            pickle.text("w" + i).tensor("CharStorage", "0", 1 << 20, 0, new long[] {1 << 20}, new long[] {1});
        }
        byte[] file = Samples.zip(pickle.opcode('u').end(), Map.of("0", new byte[1 << 20]));
        refused(PytorchReader::read, file).contains("values in a file of");
    }

    @Test
    void hugeKeras() throws IOException {
        KerasSample sample = new KerasSample(1, 1, Integer.MAX_VALUE).layer("Rescaling", "scale", "\"scale\": 2");
        refused(KerasReader::read, sample.bytes()).contains("rescales 2147483647 channels");
        for (Path published : published()) {
            if (published.toString().endsWith(".h5")) {
                byte[] file = Files.readAllBytes(published);
                enlarge(file);
                refused(KerasReader::read, file).contains(Long.toString(HUGE));
            }
        }
    }

    /** Makes a kernel of one by one pixel one of 2^40. */
    private static void enlarge(byte[] hdf) {
        ByteBuffer bytes = ByteBuffer.wrap(hdf).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 32 <= hdf.length; i += 8) {
            boolean pointwise = bytes.getLong(i) == 1 && bytes.getLong(i + 8) == 1;
            if (pointwise && bytes.getLong(i + 16) >= 8 && bytes.getLong(i + 24) >= 8 && bytes.getLong(i + 16) < 512) {
                bytes.putLong(i, HUGE);
            }
        }
    }

    @Test
    void hugeTflite() throws IOException {
        TfliteSample sample = new TfliteSample();
        int x = sample.tensor("x", 1, 4, 5, 2);
        int y = sample.tensor("y", 1, 4, 5, 1);
        int kernel =
                sample.constant("kernel", new float[2], Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 2);
        sample.convolution(x, kernel, y);
        refused(TfliteReader::read, sample.end(x, y)).contains("'kernel'", "2147483647");
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedFilesCutShort(Path file) throws IOException {
        assumeTrue(Files.exists(file), "the published models are not beside the project");
        byte[] whole = Files.readAllBytes(file);
        for (int tenth = 0; tenth < 10; tenth++) {
            byte[] cut = Arrays.copyOf(whole, (int) (whole.length * (long) tenth / 10));
            refused(ModelFiles::readWeights, cut);
        }
    }

    static List<Path> published() {
        List<Path> files = OnnxShared.list("weights");
        return files.isEmpty() ? List.of(Path.of("absent")) : files;
    }

    @Test
    void emptyFile() throws IOException {
        refused(ModelFiles::read, new byte[0]).contains("is empty");
        List<Consumer<Path>> readers = List.of(
                NpyFile::read, SafetensorsReader::read, PytorchReader::read, KerasReader::read, TfliteReader::read);
        for (Consumer<Path> reader : readers) {
            refused(reader, new byte[0]);
        }
    }

    @Test
    void noFile() {
        refused(ModelFiles::read, folder).contains("is a folder");
        refused(ModelFiles::readWeights, folder.resolve("missing.h5")).contains("there is no file");
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices here");
        refused(ModelFiles::read, Path.of("/dev/zero")).contains("is a device");
    }

    @Test
    void aPictureIsNoModel() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1};
        refused(ModelFiles::read, png);
        refused(ModelFiles::readWeights, png);
        List<Consumer<Path>> readers = List.of(
                NpyFile::read, SafetensorsReader::read, PytorchReader::read, KerasReader::read, TfliteReader::read);
        for (Consumer<Path> reader : readers) {
            refused(reader, png);
        }
    }

    @Test
    void weightsAreNoModel() throws IOException {
        refused(ModelFiles::read, Samples.zip(Samples.pickle("0"), Map.of("0", new byte[24])))
                .contains("name the network");
    }
}
