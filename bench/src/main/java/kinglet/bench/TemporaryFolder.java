package kinglet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone, with the files in it, when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {

    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("kinglet-peers"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            List<Path> files = content.toList();
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
