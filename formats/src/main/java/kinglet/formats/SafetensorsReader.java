package kinglet.formats;

import static java.util.Comparator.comparingInt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.KingletException;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;
import org.jspecify.annotations.Nullable;

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

    /** What the header says of a tensor; its first byte is counted from the header's end. */
    private record Place(String name, NumberType type, List<Long> dims, int count, int begin) {
        int end() {
            return begin + count * type.bytes();
        }
    }

    /**
     * Reads the file.
     *
     * @throws FormatException if it is no safetensors file, or its header claims what is not there
     */
    public static Contents read(Path file) {
        ByteBuffer data = FileBytes.read(file);
        try {
            return read(data);
        } catch (KingletException e) {
            throw new FormatException("'%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Reads a file that is in memory.
     *
     * @throws FormatException if it is no safetensors file, or its header claims what is not there
     */
    public static Contents read(byte[] file) {
        return read(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
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
        String header = FileBytes.text(data, LENGTH_BYTES, (int) length);
        List<Place> places = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry :
                JsonText.object("the header", header).entrySet()) {
            if (!(entry.getValue() instanceof Map<?, ?> fields)) {
                throw new FormatException("the header's entry '%s' is no object".formatted(entry.getKey()));
            }
            if (entry.getKey().equals("__metadata__")) {
                fields.forEach((name, value) -> metadata.put(String.valueOf(name), String.valueOf(value)));
            } else {
                places.add(place(entry.getKey(), fields, data.limit() - start));
            }
        }
        requireSeamless(places, data.limit() - start);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Place place : places) {
            float[] values = place.type().read(data, start + place.begin(), place.count());
            tensors.put(place.name(), Tensor.of(values, FileBytes.dims(place.dims())));
        }
        return new Contents(Weights.of(tensors), metadata);
    }

    private static Place place(String name, Map<?, ?> fields, long room) {
        NumberType type = type(name, fields.get("dtype"));
        List<Long> dims = numbers(name, fields.get("shape"));
        List<Long> offsets = numbers(name, fields.get("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(0) > offsets.get(1) || offsets.get(1) > room) {
            throw new FormatException("tensor '%s' claims bytes %s of %d".formatted(name, offsets, room));
        }
        long bytes = offsets.get(1) - offsets.get(0);
        int count = FileBytes.count("tensor '" + name + "'", dims, type, bytes);
        if ((long) count * type.bytes() != bytes) {
            throw new FormatException(
                    "tensor '%s' is %s of %s, which is not %d bytes".formatted(name, dims, type, bytes));
        }
        return new Place(name, type, dims, count, offsets.get(0).intValue());
    }

    /** Every byte belongs to one tensor, as the format asks; so all tensors together are as large as the file, and nothing hides in it. */
    private static void requireSeamless(List<Place> places, int room) {
        List<Place> sorted = places.stream()
                .filter(p -> p.count() > 0)
                .sorted(comparingInt(Place::begin))
                .toList();
        String previous = "";
        int end = 0;
        for (Place place : sorted) {
            if (place.begin() < end) {
                throw new FormatException(
                        "tensors '%s' and '%s' overlap; the file is damaged".formatted(previous, place.name()));
            }
            requireNone(end, place.begin());
            previous = place.name();
            end = place.end();
        }
        requireNone(end, room);
    }

    private static void requireNone(int from, int to) {
        if (from != to) {
            throw new FormatException(
                    "the bytes from %d to %d belong to no tensor; the file is damaged".formatted(from, to));
        }
    }

    private static NumberType type(String name, @Nullable Object dtype) {
        try {
            return NumberType.valueOf(String.valueOf(dtype));
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    "tensor '%s' is of type %s, which Kinglet does not read".formatted(name, dtype), e);
        }
    }

    private static List<Long> numbers(String name, @Nullable Object list) {
        if (!(list instanceof List<?> values)
                || !values.stream().allMatch(v -> v instanceof Integer || v instanceof Long)) {
            throw new FormatException("tensor '%s' has no shape or place in the header".formatted(name));
        }
        return values.stream().map(v -> ((Number) v).longValue()).toList();
    }
}
