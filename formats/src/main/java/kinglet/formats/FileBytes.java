package kinglet.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** Whole files in memory, and files that are written whole or not at all. */
final class FileBytes {
    private static final int MOST_DIMENSIONS = 16;
    private static final int START = 64;

    private FileBytes() {}

    /**
     * Everything in the file, little-endian.
     *
     * @throws FormatException if it is no file, cannot be read, or is larger than an array can be
     */
    static ByteBuffer read(Path file) {
        requireFile(file);
        try {
            if (Files.size(file) > Integer.MAX_VALUE - 8) {
                throw new FormatException("'%s' is larger than 2 GB, which Kinglet does not read".formatted(file));
            }
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new FormatException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The first bytes of the file, by which its format is told, little-endian. */
    static ByteBuffer start(Path file) {
        requireFile(file);
        try (InputStream stream = Files.newInputStream(file)) {
            return ByteBuffer.wrap(stream.readNBytes(START)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new FormatException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new FormatException("'%s' is a folder, not a file".formatted(file));
        }
        if (!Files.exists(file)) {
            throw new FormatException("there is no file '%s'".formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException("'%s' is a device or a pipe, not a file".formatted(file));
        }
    }

    /** A stretch of bytes as UTF-8; the caller has seen that they are there. */
    static String text(ByteBuffer data, int place, int length) {
        return StandardCharsets.UTF_8.decode(data.slice(place, length)).toString();
    }

    /** The values that dimensions ask for, if so many bytes can hold them. */
    static int count(String what, List<Long> dims, NumberType type, long available) {
        if (dims.size() > MOST_DIMENSIONS) {
            throw new FormatException(
                    "%s claims %d dimensions; Kinglet reads at most %d".formatted(what, dims.size(), MOST_DIMENSIONS));
        }
        // a dimension of 0 makes an empty tensor, but does not excuse the others
        long most = dims.contains(0L) ? Integer.MAX_VALUE : available / type.bytes();
        long count = 1;
        for (long dim : dims) {
            if (dim < 0 || (dim > 0 && count > most / dim)) {
                throw new FormatException("%s claims dimensions %s of %s, but there are only %d bytes"
                        .formatted(what, dims, type, available));
            }
            count *= Math.max(dim, 1);
        }
        if (count > most) {
            throw new FormatException(
                    "%s claims a value of %s, but there are only %d bytes".formatted(what, type, available));
        }
        return dims.contains(0L) ? 0 : (int) count;
    }

    static int[] dims(List<Long> dims) {
        return dims.stream().mapToInt(Math::toIntExact).toArray();
    }

    /** Writes beside the file, and renames. */
    static void write(Path file, List<ByteBuffer> pieces) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FormatException("cannot write '%s': there is no folder '%s'".formatted(file, folder));
        }
        try {
            // not a temporary file of Java's, which nobody but its owner may read, whatever the umask
            Path beside = folder.resolve("%s.%s.part".formatted(file.getFileName(), UUID.randomUUID()));
            try {
                try (var channel =
                        Files.newByteChannel(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    for (ByteBuffer piece : pieces) {
                        while (piece.hasRemaining()) {
                            channel.write(piece);
                        }
                    }
                }
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new FormatException("cannot write '%s': %s".formatted(file, e.getMessage()), e);
        }
    }
}
