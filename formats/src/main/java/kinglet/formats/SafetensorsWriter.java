package kinglet.formats;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Writes safetensors in single precision. */
public final class SafetensorsWriter {
    /** The tensors begin at a multiple of this many bytes. */
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes the tensors, in their order, and the metadata.
     *
     * @throws FormatException if the file cannot be written; nothing is left half-written
     */
    public static void write(Weights weights, Map<String, String> metadata, Path file) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put("__metadata__", metadata);
        }
        long place = 0;
        for (Map.Entry<String, Tensor> entry : weights.asMap().entrySet()) {
            long end = place + (long) entry.getValue().size() * Float.BYTES;
            header.put(
                    entry.getKey(),
                    Map.of("dtype", "F32", "shape", entry.getValue().dims(), "data_offsets", List.of(place, end)));
            place = end;
        }
        List<ByteBuffer> pieces = new ArrayList<>(List.of(header(header)));
        weights.asMap().values().forEach(tensor -> pieces.add(bytes(tensor.data())));
        FileBytes.write(file, pieces);
    }

    private static ByteBuffer header(Map<String, Object> header) {
        try {
            byte[] json = JSON.std.asString(header).getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
            Arrays.fill(padded, json.length, padded.length, (byte) ' ');
            return little(Long.BYTES + padded.length)
                    .putLong(padded.length)
                    .put(padded)
                    .flip();
        } catch (IOException e) {
            throw new FormatException("cannot write the header: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = little(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
