package kinglet.formats;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small sound files of each format, made here so that the tests need no other. */
final class Samples {

    private Samples() {}

    static byte[] npy(int version, String header, byte[] values) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = little(12 + text.length + values.length);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        return cut(bytes.put(text).put(values));
    }

    static byte[] safetensors(String header, byte[] values) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return cut(little(8 + text.length + values.length)
                .putLong(text.length)
                .put(text)
                .put(values));
    }

    /** A state dict of one tensor of two by three floats, 0 to 5. */
    static byte[] pickle(String key) {
        return new Pickle()
                .opcode('}')
                .opcode('(')
                .text("weight")
                .tensor("FloatStorage", key, 6, 0, new long[] {2, 3}, new long[] {3, 1})
                .opcode('u')
                .end();
    }

    static byte[] zip(byte[] pickle, Map<String, byte[]> storages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "archive/data.pkl", pickle);
            for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
                store(zip, "archive/data/" + storage.getKey(), storage.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 check = new CRC32();
        check.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(check.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    /** The file before PyTorch 1.6 around a pickle that refers to one storage, "0". */
    static byte[] legacy(byte[] pickle, int count, byte[] storage) {
        byte[] magic = {0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19};
        ByteBuffer bytes = little(200 + pickle.length + storage.length);
        bytes.put(new Pickle().opcode(0x8a).opcode(magic.length).raw(magic).end());
        bytes.put(new Pickle().number(1001).end());
        bytes.put(new Pickle().opcode('}').end());
        bytes.put(pickle);
        bytes.put(new Pickle().opcode(']').opcode('(').text("0").opcode('e').end());
        return cut(bytes.putLong(count).put(storage));
    }

    /** A Keras file: tensors by {@code layer/name}, as nested arrays, and the network's configuration. */
    static byte[] keras(String config, Map<String, Object> tensors) {
        try {
            Path file = Files.createTempFile("kinglet", ".h5");
            try {
                try (WritableHdfFile hdf = HdfFile.write(file)) {
                    hdf.putAttribute("model_config", config);
                    WritableGroup weights = hdf.putGroup("model_weights");
                    for (Map.Entry<String, Object> tensor : tensors.entrySet()) {
                        List<String> names = List.of(tensor.getKey().split("/", 2));
                        WritableGroup layer = weights.getChildren().get(names.get(0)) instanceof WritableGroup known
                                ? known
                                : weights.putGroup(names.get(0));
                        layer.putDataset(names.get(1) + ":0", tensor.getValue());
                    }
                }
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = little(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static byte[] cut(ByteBuffer bytes) {
        byte[] cut = new byte[bytes.position()];
        bytes.get(0, cut);
        return cut;
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
