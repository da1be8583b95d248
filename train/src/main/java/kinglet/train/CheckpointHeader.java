package kinglet.train;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** The header of a checkpoint's file: everything but the values of the tensors. */
record CheckpointHeader(
        Checkpoint.Progress progress,
        long averagesUpdates,
        Map<String, Map<String, int[]>> groups,
        List<Checkpoint.Metrics> metrics) {
    private static final int MOST_DIMENSIONS = 8;

    static byte[] encode(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Checkpoint.Progress progress = checkpoint.progress();
        put(out, progress.network());
        put(out, progress.fingerprint());
        put(out, progress.recipe());
        out.writeLong(progress.seed());
        out.writeLong(progress.step());
        out.writeInt(progress.epoch());
        out.writeInt(progress.batch());
        out.writeLong(progress.optimizerSteps());
        out.writeLong(checkpoint.averages().map(Checkpoint.Averages::updates).orElse(0L));
        Map<String, Weights> groups = CheckpointFile.groups(checkpoint);
        out.writeInt(groups.size());
        for (Map.Entry<String, Weights> group : groups.entrySet()) {
            put(out, group.getKey());
            put(out, group.getValue());
        }
        out.writeInt(checkpoint.metrics().size());
        for (Checkpoint.Metrics metrics : checkpoint.metrics()) {
            out.writeInt(metrics.epoch());
            out.writeInt(metrics.values().size());
            for (Map.Entry<String, Double> value : metrics.values().entrySet()) {
                put(out, value.getKey());
                out.writeDouble(value.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(DataOutputStream out, Weights weights) throws IOException {
        out.writeInt(weights.names().size());
        for (Map.Entry<String, Tensor> tensor : weights.asMap().entrySet()) {
            put(out, tensor.getKey());
            int[] dims = tensor.getValue().dims();
            out.writeInt(dims.length);
            for (int dim : dims) {
                out.writeInt(dim);
            }
        }
    }

    private static void put(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads a header.
     *
     * @param dataBytes how many bytes of values the file has
     * @throws CheckpointException if a number in it does not fit the bytes that are there
     */
    static CheckpointHeader decode(ByteBuffer in, long dataBytes) {
        Checkpoint.Progress progress = new Checkpoint.Progress(
                text(in),
                text(in),
                text(in),
                need(in, 8).getLong(),
                need(in, 8).getLong(),
                need(in, 4).getInt(),
                need(in, 4).getInt(),
                need(in, 8).getLong());
        long updates = need(in, 8).getLong();
        Map<String, Map<String, int[]>> groups = groups(in, dataBytes);
        List<Checkpoint.Metrics> metrics = new ArrayList<>();
        int count = count(in);
        for (int i = 0; i < count; i++) {
            metrics.add(metrics(in));
        }
        if (in.hasRemaining()) {
            throw new CheckpointException("its header is longer than what it says");
        }
        return new CheckpointHeader(progress, updates, groups, metrics);
    }

    private static Map<String, Map<String, int[]>> groups(ByteBuffer in, long dataBytes) {
        Map<String, Map<String, int[]>> groups = new LinkedHashMap<>();
        long values = 0;
        int count = count(in);
        for (int i = 0; i < count; i++) {
            String name = text(in);
            Map<String, int[]> tensors = new LinkedHashMap<>();
            int size = count(in);
            for (int j = 0; j < size; j++) {
                String tensor = text(in);
                int[] dims = dims(in, tensor);
                values += values(dims, tensor);
                if (tensors.put(tensor, dims) != null) {
                    throw new CheckpointException("it has two tensors named '%s'".formatted(tensor));
                }
            }
            if (groups.put(name, tensors) != null) {
                throw new CheckpointException("it has two groups of tensors named '%s'".formatted(name));
            }
        }
        if (values * Float.BYTES != dataBytes) {
            throw new CheckpointException(
                    "its tensors need %d bytes of values, and it has %d".formatted(values * Float.BYTES, dataBytes));
        }
        return groups;
    }

    private static Checkpoint.Metrics metrics(ByteBuffer in) {
        int epoch = need(in, 4).getInt();
        Map<String, Double> values = new LinkedHashMap<>();
        int count = count(in);
        for (int i = 0; i < count; i++) {
            values.put(text(in), need(in, 8).getDouble());
        }
        return new Checkpoint.Metrics(epoch, values);
    }

    private static int[] dims(ByteBuffer in, String tensor) {
        int rank = need(in, 4).getInt();
        if (rank < 0 || rank > MOST_DIMENSIONS) {
            throw new CheckpointException("its tensor '%s' has %d dimensions".formatted(tensor, rank));
        }
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = need(in, 4).getInt();
        }
        return dims;
    }

    private static long values(int[] dims, String tensor) {
        long values = 1;
        for (int dim : dims) {
            values *= dim;
            if (dim < 0 || values > Integer.MAX_VALUE) {
                throw new CheckpointException("its tensor '%s' is too large".formatted(tensor));
            }
        }
        return values;
    }

    /** A number of things of which each takes at least four bytes. */
    private static int count(ByteBuffer in) {
        int count = need(in, 4).getInt();
        if (count < 0 || count > in.remaining() / 4) {
            throw new CheckpointException(
                    "its header counts %d things where %d bytes are left".formatted(count, in.remaining()));
        }
        return count;
    }

    private static String text(ByteBuffer in) {
        int length = need(in, 4).getInt();
        if (length < 0) {
            throw new CheckpointException("its header has a text of %d bytes".formatted(length));
        }
        need(in, length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ByteBuffer need(ByteBuffer in, int bytes) {
        if (in.remaining() < bytes) {
            throw new CheckpointException(
                    "its header ends where %d more bytes are needed".formatted(bytes - in.remaining()));
        }
        return in;
    }
}
