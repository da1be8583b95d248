package kinglet.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.UnaryOperator;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** Writes a checkpoint so that its file is never half of one. */
final class CheckpointWriter {
    private static final int BUFFER = 1 << 20;

    private final WritableByteChannel out;
    private final MessageDigest digest = CheckpointFile.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    private CheckpointWriter(WritableByteChannel out) {
        this.out = out;
    }

    static void write(Checkpoint checkpoint, Path file) {
        write(checkpoint, file, UnaryOperator.identity());
    }

    /** The same, with every byte going {@code through} another channel, where a test can let the disk be full. */
    static void write(Checkpoint checkpoint, Path file, UnaryOperator<WritableByteChannel> through) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                new CheckpointWriter(through.apply(channel)).write(checkpoint);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(file);
        } catch (IOException e) {
            discard(part, e);
            throw new CheckpointException(
                    "the checkpoint %s could not be written (%s); what was there before is untouched: make room or choose another folder"
                            .formatted(file, reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such folder"
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Makes the new name last through a loss of power. Windows cannot open a folder, and writes names through by itself. */
    private static void syncFolder(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    private static void discard(Path part, IOException why) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void write(Checkpoint checkpoint) throws IOException {
        byte[] header = CheckpointHeader.encode(checkpoint);
        Map<String, Weights> groups = CheckpointFile.groups(checkpoint);
        long values = groups.values().stream()
                .flatMap(weights -> weights.asMap().values().stream())
                .mapToLong(Tensor::size)
                .sum();
        flush(ByteBuffer.allocate(CheckpointFile.PREFIX)
                .putLong(CheckpointFile.MAGIC)
                .putInt(CheckpointFile.VERSION)
                .putInt(header.length)
                .putLong(values * Float.BYTES)
                .flip());
        flush(ByteBuffer.wrap(header));
        for (Weights weights : groups.values()) {
            for (Tensor tensor : weights.asMap().values()) {
                write(tensor.data());
            }
        }
        empty(ByteBuffer.wrap(digest.digest()));
    }

    private void write(float[] values) throws IOException {
        for (int from = 0; from < values.length; from += BUFFER / Float.BYTES) {
            int count = Math.min(values.length - from, BUFFER / Float.BYTES);
            buffer.clear();
            buffer.asFloatBuffer().put(values, from, count);
            flush(buffer.limit(count * Float.BYTES));
        }
    }

    private void flush(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        empty(bytes);
    }

    private void empty(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
