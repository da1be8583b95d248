package kinglet.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import kinglet.formats.StateDict.Stored;
import kinglet.graph.KingletException;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/**
 * Reads PyTorch's checkpoints of tensors: the zip files that {@code torch.save} writes since 1.6 ({@code .pth}, {@code .pt}), and the
 * files before it. A checkpoint is a program for Python's unpickler; here it is read as data, and nothing in it is executed.
 */
public final class PytorchReader {
    /** The first pickle of a file before 1.6 is this number, of which the lowest eight bytes are kept. */
    private static final long MAGIC = 0xa86a20f9469cfc6cL;

    private static final int ZIP = 0x04034b50;
    private static final String PICKLE = "data.pkl";
    /** Tensors may share a storage; together they have at most so many values for each byte of the file. */
    private static final long MOST_VALUES_PER_BYTE = 4;

    private PytorchReader() {}

    /**
     * The tensors of a checkpoint, by their names in its state dict; a prefix {@code module.} that all share is taken off.
     *
     * @throws FormatException if the file is damaged, refers to anything but tensors, or has none
     */
    public static Weights read(Path file) {
        ByteBuffer data = FileBytes.read(file);
        try {
            return isZip(data) ? readZip(file, data.limit()) : readLegacy(data);
        } catch (KingletException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException("'%s' is damaged: %s".formatted(file, e.getMessage()), e);
        }
    }

    static boolean recognises(ByteBuffer data) {
        return isZip(data) || (data.limit() > 12 && data.get(0) == (byte) 0x80 && data.get(2) == (byte) 0x8a);
    }

    private static boolean isZip(ByteBuffer data) {
        return data.limit() > Integer.BYTES && data.getInt(0) == ZIP;
    }

    private static Weights readZip(Path file, long fileSize) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry pickle = zip.stream()
                    .filter(entry -> entry.getName().endsWith(PICKLE))
                    .findFirst()
                    .orElseThrow(
                            () -> new FormatException("a zip file, but no PyTorch checkpoint: it has no " + PICKLE));
            String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
            List<Stored> tensors =
                    StateDict.tensors(new Unpickler(bytes(zip, pickle, fileSize), StateDict.ALLOWED).load());
            Map<String, ByteBuffer> storages = new HashMap<>();
            long left = fileSize;
            for (Stored tensor : tensors) {
                ZipEntry entry = zip.getEntry(folder + "data/" + tensor.storage());
                if (entry != null && !storages.containsKey(tensor.storage())) {
                    ByteBuffer storage = bytes(zip, entry, left);
                    left -= storage.limit();
                    storages.put(tensor.storage(), storage);
                }
            }
            return weights(tensors, storages, fileSize);
        }
    }

    /** PyTorch stores its entries as they are; so an entry is no larger than the file, and no bomb. */
    private static ByteBuffer bytes(ZipFile zip, ZipEntry entry, long available) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new FormatException(
                    "entry '%s' is compressed, as PyTorch never does; pack the file again without compression (zip -0)"
                            .formatted(entry.getName()));
        }
        if (entry.getSize() < 0 || entry.getSize() > available) {
            throw new FormatException("entry '%s' claims %d bytes, but there are only %d"
                    .formatted(entry.getName(), entry.getSize(), available));
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            return ByteBuffer.wrap(stream.readNBytes((int) entry.getSize())).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static Weights readLegacy(ByteBuffer data) {
        if (!recognises(data) || !Long.valueOf(MAGIC).equals(load(data))) {
            throw new FormatException("no PyTorch checkpoint");
        }
        load(data); // the version of the format
        load(data); // the sizes of types on the machine that wrote it
        Unpickler pickle = new Unpickler(data, StateDict.ALLOWED);
        List<Stored> tensors = StateDict.tensors(pickle.load());
        // a storage does not say what it holds, only how many
        Map<String, NumberType> types = StateDict.storages(pickle.outside());
        if (!(load(data) instanceof List<?> keys)) {
            throw new FormatException("the list of storages is damaged");
        }
        Map<String, ByteBuffer> storages = new HashMap<>();
        for (Object key : keys) {
            NumberType type = key instanceof String name ? types.get(name) : null;
            if (type == null) {
                throw new FormatException("the list of storages has one that no tensor refers to; the file is damaged");
            }
            storages.put(String.valueOf(key), storage(data, type));
        }
        return weights(tensors, storages, data.limit());
    }

    /** The storage at the buffer's position, which is left behind it. */
    private static ByteBuffer storage(ByteBuffer data, NumberType type) {
        long count = data.remaining() < Long.BYTES ? -1 : data.getLong();
        if (count < 0 || count > data.remaining() / type.bytes()) {
            throw new FormatException("a storage claims %d values, but the file is cut short".formatted(count));
        }
        int length = (int) count * type.bytes();
        ByteBuffer storage = data.slice(data.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        data.position(data.position() + length);
        return storage;
    }

    private static Object load(ByteBuffer data) {
        return new Unpickler(data, StateDict.ALLOWED).load();
    }

    private static Weights weights(List<Stored> tensors, Map<String, ByteBuffer> storages, long fileSize) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        long values = 0;
        for (Stored tensor : tensors) {
            ByteBuffer storage = storages.get(tensor.storage());
            if (storage == null) {
                throw new FormatException(
                        "storage '%s' of tensor '%s' is missing".formatted(tensor.storage(), tensor.name()));
            }
            values += FileBytes.count("tensor '" + tensor.name() + "'", tensor.dims(), tensor.type(), storage.limit());
            if (values > MOST_VALUES_PER_BYTE * fileSize) {
                throw new FormatException(
                        "the tensors claim %d values in a file of %d bytes".formatted(values, fileSize));
            }
            weights.put(
                    tensor.name(),
                    Strided.read(
                            tensor.name(), tensor.type(), storage, tensor.offset(), tensor.dims(), tensor.strides()));
        }
        return Weights.of(weights);
    }
}
