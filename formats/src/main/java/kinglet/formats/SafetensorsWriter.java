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
import java.util.TreeMap;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Writes safetensors. */
public final class SafetensorsWriter {
    /** The tensors begin at a multiple of this many bytes. */
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /** How numbers are stored. */
    public enum Precision {
        /** float32. */
        SINGLE("F32", Float.BYTES),
        /** float16: half the bytes, 11 bits of each number, and none above 65,504. */
        HALF("F16", Short.BYTES);

        private final String dtype;
        private final int bytes;

        Precision(String dtype, int bytes) {
            this.dtype = dtype;
            this.bytes = bytes;
        }
    }

    /**
     * Writes the tensors in single precision, in their order, and the metadata.
     *
     * @throws FormatException if the file cannot be written; nothing is left half-written
     */
    public static void write(Weights weights, Map<String, String> metadata, Path file) {
        write(weights, metadata, file, Precision.SINGLE);
    }

    /**
     * Writes the tensors, in their order, and the metadata by name: the same of both are the same bytes.
     *
     * @throws FormatException if the file cannot be written, or a number does not fit; nothing is left half-written
     */
    public static void write(Weights weights, Map<String, String> metadata, Path file, Precision precision) {
        Map<String, Object> header = new LinkedHashMap<>();
        // sorted, since maps that cannot change have another order in each process
        if (!metadata.isEmpty()) {
            header.put("__metadata__", new TreeMap<>(metadata));
        }
        long place = 0;
        for (Map.Entry<String, Tensor> entry : weights.asMap().entrySet()) {
            long end = place + (long) entry.getValue().size() * precision.bytes;
            header.put(
                    entry.getKey(),
                    new TreeMap<>(Map.of(
                            "dtype",
                            precision.dtype,
                            "shape",
                            entry.getValue().dims(),
                            "data_offsets",
                            List.of(place, end))));
            place = end;
        }
        List<ByteBuffer> pieces = new ArrayList<>(List.of(header(header)));
        weights.asMap()
                .forEach((name, tensor) -> pieces.add(
                        switch (precision) {
                            case SINGLE -> bytes(tensor.data());
                            case HALF -> halves(name, tensor.data());
                        }));
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

    private static ByteBuffer halves(String name, float[] values) {
        ByteBuffer bytes = little(Math.multiplyExact(values.length, Short.BYTES));
        for (float value : values) {
            short half = Float.floatToFloat16(value);
            if (Float.isInfinite(Float.float16ToFloat(half)) && Float.isFinite(value)) {
                throw new FormatException("'%s' holds %s, which half precision cannot store; write single precision"
                        .formatted(name, value));
            }
            bytes.putShort(half);
        }
        return bytes.flip();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
