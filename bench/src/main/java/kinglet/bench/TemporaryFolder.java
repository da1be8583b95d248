package kinglet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone, with the files in it, when it is closed or the process is interrupted. */
record TemporaryFolder(Path path, Thread atExit) implements AutoCloseable {

    static TemporaryFolder create() throws IOException {
        Path path = Files.createTempDirectory("kinglet-peers");
        Thread atExit = new Thread(() -> deleteQuietly(path));
        Runtime.getRuntime().addShutdownHook(atExit);
        return new TemporaryFolder(path, atExit);
    }

    @Override
    public void close() throws IOException {
        delete(path);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> files = content.toList();
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.printf("bench/peers: could not delete '%s': %s%n", folder, e.getMessage());
        }
    }
}
