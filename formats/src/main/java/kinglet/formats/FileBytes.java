package kinglet.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Whole files in memory, and files that are written whole or not at all. */
final class FileBytes {

    private FileBytes() {}

    /** Everything in the file, little-endian. */
    static ByteBuffer read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new FormatException("'%s' is a folder, not a file".formatted(file));
            }
            if (!Files.exists(file)) {
                throw new FormatException("there is no file '%s'".formatted(file));
            }
            if (Files.size(file) > Integer.MAX_VALUE - 8) {
                throw new FormatException("'%s' is larger than 2 GB, which Kinglet does not read".formatted(file));
            }
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new FormatException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The values that dimensions ask for, if so many bytes can hold them. */
    static int count(String what, List<Long> dims, NumberType type, long available) {
        long count = 1;
        for (long dim : dims) {
            if (dim < 0 || (dim > 0 && count > available / dim)) {
                throw new FormatException(
                        "%s claims dimensions %s, but there are only %d bytes".formatted(what, dims, available));
            }
            count *= dim;
        }
        if (count * type.bytes() > available) {
            throw new FormatException("%s claims dimensions %s of %s, but there are only %d bytes"
                    .formatted(what, dims, type, available));
        }
        return (int) count;
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
            Path beside = Files.createTempFile(folder, String.valueOf(file.getFileName()), ".part");
            try {
                try (var channel = Files.newByteChannel(beside, java.nio.file.StandardOpenOption.WRITE)) {
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
