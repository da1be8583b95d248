package kinglet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import kinglet.graph.KingletException;

/** Files that a command writes whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Writes beside the file and renames.
     *
     * @throws KingletException if the folder is missing or cannot be written
     */
    static void write(Path file, byte[] bytes) {
        Path folder = folder(file);
        try {
            // not a temporary file of Java's, which nobody but its owner may read
            Path beside = folder.resolve("%s.%s.part".formatted(file.getFileName(), UUID.randomUUID()));
            try {
                Files.write(beside, bytes);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new KingletException("cannot write '%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * The folder that the file goes to.
     *
     * @throws KingletException if there is none
     */
    static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new KingletException("cannot write '%s': there is no folder '%s'".formatted(file, folder));
        }
        return folder;
    }
}
