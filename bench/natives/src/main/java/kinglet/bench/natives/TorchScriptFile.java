package kinglet.bench.natives;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;

/**
 * TorchScript's file: a zip archive, not compressed, of the code as text, the module as a pickle, and the tensors' values. The shape of
 * the input, which the format has no place for, lies beside them.
 */
final class TorchScriptFile {
    private static final String FOLDER = "network/";
    private static final String SHAPE = FOLDER + "extra/shape";

    private TorchScriptFile() {}

    static void write(TorchScript script, Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Pickle pickle = new Pickle();
            pickle.beginModule("__torch__", "Network");
            int number = 0;
            for (Map.Entry<String, Tensor> tensor : script.tensors().entrySet()) {
                String name = tensor.getKey();
                boolean learns = script.learned().contains(name);
                pickle.tensor(
                        name, number, "FloatStorage", learns, tensor.getValue().dims());
                put(zip, "data/" + number++, bytes(tensor.getValue().data()));
            }
            for (Map.Entry<String, long[]> index : script.indices().entrySet()) {
                pickle.tensor(index.getKey(), number, "LongStorage", false, index.getValue().length);
                put(zip, "data/" + number++, bytes(index.getValue()));
            }
            put(zip, "data.pkl", pickle.endModule());
            put(zip, "constants.pkl", Pickle.emptyTuple());
            put(zip, "code/__torch__.py", code(script).getBytes(StandardCharsets.UTF_8));
            Shape shape = script.input();
            String dims = shape.channels() + " " + shape.height() + " " + shape.width();
            put(zip, "extra/shape", dims.getBytes(StandardCharsets.UTF_8));
            put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Shape inputShape(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String dims = new String(zip.getInputStream(zip.getEntry(SHAPE)).readAllBytes(), StandardCharsets.UTF_8);
            int[] sizes =
                    Arrays.stream(dims.split(" ")).mapToInt(Integer::parseInt).toArray();
            return new Shape(sizes[0], sizes[1], sizes[2]);
        }
    }

    private static String code(TorchScript script) {
        String attributes = Stream.concat(script.tensors().keySet().stream(), script.indices().keySet().stream())
                .map(name -> "  " + name + " : Tensor\n")
                .collect(Collectors.joining());
        String body = script.lines().stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
        String learned =
                script.learned().stream().map(name -> '"' + name + "\", ").collect(Collectors.joining());
        String arguments =
                script.arguments().stream().map(name -> name + ": Tensor").collect(Collectors.joining(",\n    "));
        return """
                class Network(Module):
                  __parameters__ = [%s]
                  __buffers__ = []
                  training : bool
                %s  def forward(self: __torch__.Network,
                    %s) -> Tensor:
                %s""".formatted(learned, attributes, arguments, body);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] bytes(long[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return buffer.array();
    }
}
