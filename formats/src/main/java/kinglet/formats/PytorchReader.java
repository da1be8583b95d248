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
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import kinglet.formats.Unpickler.Call;
import kinglet.formats.Unpickler.Global;
import kinglet.formats.Unpickler.Outside;
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
    /** A stored checkpoint does not compress at all; a compressed one hardly. */
    private static final long MOST_EXPANSION = 64;

    private static final Map<String, NumberType> STORAGES = Map.of(
            "torch.DoubleStorage", NumberType.F64,
            "torch.FloatStorage", NumberType.F32,
            "torch.HalfStorage", NumberType.F16,
            "torch.BFloat16Storage", NumberType.BF16,
            "torch.LongStorage", NumberType.I64,
            "torch.IntStorage", NumberType.I32,
            "torch.ShortStorage", NumberType.I16,
            "torch.CharStorage", NumberType.I8,
            "torch.ByteStorage", NumberType.U8,
            "torch.BoolStorage", NumberType.BOOL);
    /** Storage, offset, size, strides; the newer form adds what training needs. */
    private static final Set<String> TENSORS =
            Set.of("torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2");

    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model", "net", "network");

    private static final Set<String> ALLOWED = allowed();

    private PytorchReader() {}

    private static Set<String> allowed() {
        Set<String> names = new java.util.HashSet<>(STORAGES.keySet());
        names.addAll(TENSORS);
        names.addAll(List.of(PARAMETER, "collections.OrderedDict"));
        return Set.copyOf(names);
    }

    /** The bytes of a storage, by its key. */
    private interface Storages {
        ByteBuffer storage(String key, NumberType type, long count) throws IOException;
    }

    /**
     * The tensors of a checkpoint, by their names in its state dict; a prefix {@code module.} that all share is taken off.
     *
     * @throws FormatException if the file is damaged, refers to anything but tensors, or has none
     */
    public static Weights read(Path file) {
        try {
            ByteBuffer data = FileBytes.read(file);
            return isZip(data) ? readZip(file, data.limit()) : readLegacy(data);
        } catch (FormatException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new FormatException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    static boolean recognises(ByteBuffer data) {
        return isZip(data) || (data.limit() > 12 && data.get(0) == (byte) 0x80 && data.get(2) == (byte) 0x8a);
    }

    private static boolean isZip(ByteBuffer data) {
        return data.limit() > Integer.BYTES && data.getInt(0) == ZIP;
    }

    private static Weights readZip(Path file, long size) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry pickle = zip.stream()
                    .filter(entry -> entry.getName().endsWith("data.pkl"))
                    .findFirst()
                    .orElseThrow(
                            () -> new FormatException("a zip file, but no PyTorch checkpoint: it has no data.pkl"));
            String folder = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
            Object root = new Unpickler(bytes(zip, pickle, size), ALLOWED).load();
            Map<String, ByteBuffer> known = new HashMap<>();
            return weights(root, (key, type, count) -> {
                ZipEntry entry = zip.getEntry(folder + "data/" + key);
                if (entry == null) {
                    throw new FormatException("storage '%s' is missing".formatted(key));
                }
                ByteBuffer storage = known.get(key);
                if (storage == null) {
                    storage = bytes(zip, entry, size);
                    known.put(key, storage);
                }
                return storage;
            });
        } catch (IllegalArgumentException e) {
            throw new FormatException("a damaged zip file: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer bytes(ZipFile zip, ZipEntry entry, long fileSize) throws IOException {
        long size = entry.getSize();
        if (size < 0 || size > Integer.MAX_VALUE - 8 || size > MOST_EXPANSION * fileSize) {
            throw new FormatException(
                    "entry '%s' claims %d bytes in a file of %d".formatted(entry.getName(), size, fileSize));
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes((int) size);
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static Weights readLegacy(ByteBuffer data) throws IOException {
        if (!recognises(data) || !Long.valueOf(MAGIC).equals(load(data))) {
            throw new FormatException("no PyTorch checkpoint");
        }
        load(data);
        load(data);
        Object root = load(data);
        if (!(load(data) instanceof List<?> keys)) {
            throw new FormatException("the list of storages is damaged");
        }
        int start = data.position();
        // Sizes of elements are known only from the tensors, so the storages are found in the order of the keys as
        // types are met.
        Map<String, NumberType> types = new HashMap<>();
        weights(root, (key, type, count) -> {
            types.put(key, type);
            return ByteBuffer.allocate(0);
        });
        Map<String, ByteBuffer> storages = new HashMap<>();
        int place = start;
        for (Object key : keys) {
            NumberType type = types.getOrDefault(String.valueOf(key), NumberType.F32);
            long count = place + Long.BYTES > data.limit() ? -1 : data.getLong(place);
            long left = data.limit() - place - Long.BYTES;
            if (count < 0 || count > left / type.bytes()) {
                throw new FormatException(
                        "storage '%s' claims %d values, but the file is cut short".formatted(key, count));
            }
            int length = (int) count * type.bytes();
            storages.put(
                    String.valueOf(key), data.slice(place + Long.BYTES, length).order(ByteOrder.LITTLE_ENDIAN));
            place += Long.BYTES + length;
        }
        return weights(
                root,
                (key, type, count) -> Optional.ofNullable(storages.get(key))
                        .orElseThrow(() -> new FormatException("storage '%s' is missing".formatted(key))));
    }

    private static Object load(ByteBuffer data) {
        return new Unpickler(data, ALLOWED).load();
    }

    private static Weights weights(Object root, Storages storages) throws IOException {
        Map<?, ?> dictionary = stateDict(root);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        boolean wrapped =
                dictionary.keySet().stream().allMatch(k -> String.valueOf(k).startsWith("module."));
        for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
            String name = wrapped
                    ? String.valueOf(entry.getKey()).substring("module.".length())
                    : String.valueOf(entry.getKey());
            if (entry.getValue() instanceof Call call) {
                tensors.put(name, tensor(name, call, storages));
            }
        }
        return Weights.of(tensors);
    }

    private static Map<?, ?> stateDict(Object root) {
        if (root instanceof Map<?, ?> map) {
            if (map.values().stream().anyMatch(value -> value instanceof Call)) {
                return map;
            }
            for (String wrapper : WRAPPERS) {
                if (map.get(wrapper) instanceof Map<?, ?> inner) {
                    return stateDict(inner);
                }
            }
        }
        throw new FormatException("it holds no dictionary of tensors; save model.state_dict()");
    }

    private static Tensor tensor(String name, Call call, Storages storages) throws IOException {
        if (call.function().name().equals(PARAMETER) && call.arguments().getFirst() instanceof Call inner) {
            return tensor(name, inner, storages);
        }
        if (!TENSORS.contains(call.function().name())
                || call.arguments().size() < 4
                || !(call.arguments().get(0) instanceof Outside outside)
                || !(outside.id() instanceof List<?> id)
                || id.size() < 5
                || !(id.get(1) instanceof Global storage)
                || !(call.arguments().get(1) instanceof Long offset)) {
            throw new FormatException("tensor '%s' is damaged".formatted(name));
        }
        NumberType type = STORAGES.get(storage.name());
        if (type == null || !(id.get(4) instanceof Long count)) {
            throw new FormatException("tensor '%s' is damaged".formatted(name));
        }
        List<Long> dims = numbers(name, call.arguments().get(2));
        List<Long> strides = numbers(name, call.arguments().get(3));
        ByteBuffer bytes = storages.storage(String.valueOf(id.get(2)), type, count);
        return bytes.limit() == 0 && bytes.capacity() == 0
                ? Tensor.zeros(0)
                : Strided.read(name, type, bytes, offset, dims, strides);
    }

    private static List<Long> numbers(String name, Object list) {
        if (!(list instanceof List<?> values) || !values.stream().allMatch(v -> v instanceof Long)) {
            throw new FormatException("tensor '%s' has no shape".formatted(name));
        }
        return values.stream().map(v -> (Long) v).toList();
    }
}
