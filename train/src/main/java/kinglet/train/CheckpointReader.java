package kinglet.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Reads a checkpoint: lengths and checksum first, and only then what they vouch for. */
final class CheckpointReader {
    private static final int BUFFER = 1 << 20;

    private final FileChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private CheckpointReader(FileChannel in) {
        this.in = in;
    }

    static Checkpoint read(Path file) {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return new CheckpointReader(in).read();
        } catch (NoSuchFileException e) {
            throw new CheckpointException("there is no checkpoint %s; begin the training anew".formatted(file), e);
        } catch (IOException e) {
            throw new CheckpointException("the checkpoint %s cannot be read (%s)".formatted(file, e.getMessage()), e);
        } catch (CheckpointException e) {
            throw new CheckpointException(
                    "%s is no usable checkpoint: %s; go on from another one, or begin anew"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private Checkpoint read() throws IOException {
        long size = in.size();
        if (size < CheckpointFile.PREFIX + CheckpointFile.CHECKSUM) {
            throw new CheckpointException("it has only %d bytes".formatted(size));
        }
        ByteBuffer prefix = next(CheckpointFile.PREFIX);
        if (prefix.getLong() != CheckpointFile.MAGIC) {
            throw new CheckpointException("it is a file of another kind");
        }
        int version = prefix.getInt();
        if (version != CheckpointFile.VERSION) {
            throw new CheckpointException("it has version %d of the format, and this program reads version %d"
                    .formatted(version, CheckpointFile.VERSION));
        }
        int headerBytes = prefix.getInt();
        long dataBytes = prefix.getLong();
        long room = size - CheckpointFile.PREFIX - CheckpointFile.CHECKSUM;
        if (headerBytes < 0 || headerBytes > room || dataBytes != room - headerBytes) {
            throw new CheckpointException("it was cut or lengthened: it has %d bytes beside its frame, not %d + %d"
                    .formatted(room, headerBytes, dataBytes));
        }
        checkSum(size - CheckpointFile.CHECKSUM);
        in.position(CheckpointFile.PREFIX);
        ByteBuffer bytes = ByteBuffer.allocate(headerBytes);
        fill(bytes);
        CheckpointHeader header = CheckpointHeader.decode(bytes, dataBytes);
        return CheckpointFile.checkpoint(header, tensors(header));
    }

    private void checkSum(long length) throws IOException {
        MessageDigest digest = CheckpointFile.sha256();
        in.position(0);
        for (long left = length; left > 0; left -= BUFFER) {
            digest.update(next((int) Math.min(left, BUFFER)));
        }
        if (!ByteBuffer.wrap(digest.digest()).equals(next(CheckpointFile.CHECKSUM))) {
            throw new CheckpointException("its bytes are not those that were written (the checksum differs)");
        }
    }

    private Map<String, Weights> tensors(CheckpointHeader header) throws IOException {
        Map<String, Weights> groups = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, int[]>> group : header.groups().entrySet()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, int[]> tensor : group.getValue().entrySet()) {
                Tensor values = Tensor.zeros(tensor.getValue());
                read(values.data());
                tensors.put(tensor.getKey(), values);
            }
            groups.put(group.getKey(), Weights.of(tensors));
        }
        return groups;
    }

    private void read(float[] values) throws IOException {
        for (int from = 0; from < values.length; from += BUFFER / Float.BYTES) {
            int count = Math.min(values.length - from, BUFFER / Float.BYTES);
            next(count * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, from, count);
        }
    }

    private ByteBuffer next(int bytes) throws IOException {
        fill(buffer.clear().limit(bytes));
        return buffer.duplicate();
    }

    private void fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new CheckpointException("it was cut while it was read");
            }
        }
        bytes.flip();
    }
}
