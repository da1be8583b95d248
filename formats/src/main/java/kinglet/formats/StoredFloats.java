package kinglet.formats;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import kinglet.graph.Tensor;

/**
 * Large tensors that stay in an open file until they are asked for. They are read, not mapped: pages of a mapped file count as the
 * process's memory. Once one is made of it, the file is closed when the last of them is garbage.
 */
final class StoredFloats implements AutoCloseable {
    /** What is smaller is read at once: many small tensors are little memory and many system calls. */
    private static final int LARGE_BYTES = 64 << 10;

    private static final int CHUNK_BYTES = 256 << 10;

    private final Path file;
    private final FileChannel channel;
    private MemorySegment mapped = MemorySegment.NULL;
    private boolean used;

    private StoredFloats(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static StoredFloats open(Path file) throws IOException {
        return new StoredFloats(file, FileChannel.open(file));
    }

    long fileSize() throws IOException {
        return channel.size();
    }

    /** The whole file, as long as the arena lives. */
    ByteBuffer map(Arena arena) throws IOException {
        mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        return mapped.asByteBuffer();
    }

    /** The tensor of the little-endian floats in this part of the mapped file, if it is one and large. */
    Optional<Tensor> at(ByteBuffer part) {
        if (!part.isDirect() || part.remaining() < LARGE_BYTES) {
            return Optional.empty();
        }
        long place = MemorySegment.ofBuffer(part).address() - mapped.address();
        if (place < 0 || place > mapped.byteSize() - part.remaining()) {
            return Optional.empty();
        }
        used = true;
        int count = part.remaining() / Float.BYTES;
        return Optional.of(Tensor.lazy(() -> read(place, count), count));
    }

    private float[] read(long place, int count) {
        float[] values = new float[count];
        long bytes = (long) count * Float.BYTES;
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer chunk = arena.allocate(Math.min(CHUNK_BYTES, bytes), Float.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            FloatBuffer floats = chunk.asFloatBuffer();
            for (int done = 0; done < count; done += floats.limit()) {
                floats.clear().limit(Math.min(floats.capacity(), count - done));
                fill(chunk.clear().limit(floats.limit() * Float.BYTES), place + (long) done * Float.BYTES);
                floats.get(values, done, floats.limit());
            }
            return values;
        } catch (IOException e) {
            throw new FormatException(
                    "cannot read the weights in %s: %s; read the model again"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    private void fill(ByteBuffer chunk, long place) throws IOException {
        while (chunk.hasRemaining()) {
            if (channel.read(chunk, place + chunk.position()) < 0) {
                throw new FormatException("%s became shorter since it was read; read the model again".formatted(file));
            }
        }
    }

    /** Closes the file, unless tensors will be read from it. */
    @Override
    public void close() throws IOException {
        if (!used) {
            channel.close();
        }
    }
}
