package kinglet.formats;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Reads safetensors: eight bytes of length, a header in JSON, and the tensors' bytes. */
public final class SafetensorsReader {
    private static final int LENGTH_BYTES = 8;
    /** The format's own limit. */
    private static final long LONGEST_HEADER = 100_000_000;

    private SafetensorsReader() {}

    /**
     * What a file holds.
     *
     * @param weights the tensors by name
     * @param metadata what the writer noted, by name
     */
    public record Contents(Weights weights, Map<String, String> metadata) {}

    /**
     * Reads the file.
     *
     * @throws FormatException if it is no safetensors file, or its header claims what is not there
     */
    public static Contents read(Path file) {
        ByteBuffer data = FileBytes.read(file);
        try {
            return read(data);
        } catch (FormatException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Whether these bytes begin as a safetensors file does. */
    static boolean recognises(ByteBuffer data) {
        return data.limit() > LENGTH_BYTES
                && data.getLong(0) > 0
                && data.getLong(0) <= LONGEST_HEADER
                && data.get(LENGTH_BYTES) == '{';
    }

    static Contents read(ByteBuffer data) {
        long length = data.limit() < LENGTH_BYTES ? -1 : data.getLong(0);
        if (length < 2 || length > LONGEST_HEADER || length > data.limit() - LENGTH_BYTES) {
            throw new FormatException("no safetensors file, or cut short: it claims a header of %d bytes and has %d"
                    .formatted(length, data.limit()));
        }
        int start = LENGTH_BYTES + (int) length;
        String header = new String(data.array(), LENGTH_BYTES, (int) length, StandardCharsets.UTF_8);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : parse(header).entrySet()) {
            if (!(entry.getValue() instanceof Map<?, ?> fields)) {
                throw new FormatException("the header's entry '%s' is no object".formatted(entry.getKey()));
            }
            if (entry.getKey().equals("__metadata__")) {
                fields.forEach((name, value) -> metadata.put(String.valueOf(name), String.valueOf(value)));
            } else {
                tensors.put(entry.getKey(), tensor(entry.getKey(), fields, data, start));
            }
        }
        return new Contents(Weights.of(tensors), metadata);
    }

    private static Map<String, Object> parse(String header) {
        try {
            return JSON.std.mapFrom(header);
        } catch (IOException e) {
            throw new FormatException("the header is not JSON; the file is damaged or no safetensors file", e);
        }
    }

    private static Tensor tensor(String name, Map<?, ?> fields, ByteBuffer data, int start) {
        NumberType type = type(name, fields.get("dtype"));
        List<Long> dims = numbers(name, fields.get("shape"));
        List<Long> offsets = numbers(name, fields.get("data_offsets"));
        long room = data.limit() - start;
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(0) > offsets.get(1) || offsets.get(1) > room) {
            throw new FormatException("tensor '%s' claims bytes %s of %d".formatted(name, offsets, room));
        }
        long bytes = offsets.get(1) - offsets.get(0);
        int count = FileBytes.count("tensor '" + name + "'", dims, type, bytes);
        if ((long) count * type.bytes() != bytes) {
            throw new FormatException(
                    "tensor '%s' is %s of %s, which is not %d bytes".formatted(name, dims, type, bytes));
        }
        return Tensor.of(type.read(data, start + offsets.get(0).intValue(), count), FileBytes.dims(dims));
    }

    private static NumberType type(String name, @org.jspecify.annotations.Nullable Object dtype) {
        try {
            return NumberType.valueOf(String.valueOf(dtype));
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    "tensor '%s' is of type %s, which Kinglet does not read".formatted(name, dtype), e);
        }
    }

    private static List<Long> numbers(String name, @org.jspecify.annotations.Nullable Object list) {
        if (!(list instanceof List<?> values)
                || !values.stream().allMatch(v -> v instanceof Integer || v instanceof Long)) {
            throw new FormatException("tensor '%s' has no shape or place in the header".formatted(name));
        }
        return values.stream().map(v -> ((Number) v).longValue()).toList();
    }
}
