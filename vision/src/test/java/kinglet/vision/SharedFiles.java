package kinglet.vision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Published pictures and models beside the checkout; tests that need them are skipped where they are absent. */
final class SharedFiles {
    private SharedFiles() {}

    static Path data(String name) {
        Path file = Stream.of(System.getProperty("kinglet.shared"), "../shared", "../../shared")
                .filter(Objects::nonNull)
                .map(folder -> Path.of(folder).resolve("data").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(
                file != null,
                () -> "skipped: no data/" + name + " in ../shared; say where with -Dkinglet.shared=FOLDER");
        return Objects.requireNonNull(file);
    }
}
