package kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kinglet.kernels.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineCacheTest {
    private static final Machine MACHINE = new Machine(118.5, 25.25);

    @TempDir
    private Path folder;

    @Test
    void keepsOneEntryForEachKey() {
        Optional<Path> file = Optional.of(folder.resolve("new/folder/machine.json"));
        MachineCache wide = new MachineCache(file, "512");
        MachineCache narrow = new MachineCache(file, "256");
        assertThat(wide.known()).isEmpty();
        assertThat(wide.measured(() -> MACHINE)).isEqualTo(MACHINE);
        assertThat(narrow.known()).isEmpty();
        narrow.measured(() -> new Machine(59, 24));
        wide.measured(() -> new Machine(117, 26));
        assertThat(wide.known()).contains(new Machine(117, 26));
        assertThat(narrow.known()).contains(new Machine(59, 24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "3",
                "{\"key\": 3}",
                "{\"key\": {}}",
                "{\"key\": {\"gflops\": 100}}",
                "{\"key\": {\"gflops\": -1, \"gigabytes_per_second\": 20}}",
                "{\"key\": {\"gflops\": 100, \"gigabytes_per_second\": 0}}",
                "{\"key\": {\"gflops\": \"fast\", \"gigabytes_per_second\": 20}}",
                "{\"key\": {\"gflops\": 1e999, \"gigabytes_per_second\": 20}}",
                "\u0000\u0001"
            })
    void aBrokenFileIsMeasuredAnew(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("machine.json"), text);
        assertMeasuredAnew(file);
        assertThat(new MachineCache(Optional.of(file), "key").known()).contains(MACHINE);
    }

    @Test
    void aDeepOrLargeFileIsMeasuredAnew() throws IOException {
        Path file = folder.resolve("machine.json");
        for (String text : new String[] {"{\"a\":".repeat(100_000), " ".repeat(3 << 20)}) {
            assertMeasuredAnew(Files.writeString(file, text));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNoError() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("plain"), "text");
        assertMeasuredAnew(notAFolder.resolve("machine.json"));
        Path aFolder = folder.resolve("full/machine.json");
        Files.createDirectories(aFolder.resolve("below"));
        assertMeasuredAnew(aFolder);
        assertThat(new MachineCache(Optional.empty(), "key").measured(() -> MACHINE))
                .isEqualTo(MACHINE);
    }

    private static void assertMeasuredAnew(Path file) {
        MachineCache cache = new MachineCache(Optional.of(file), "key");
        assertThat(cache.known()).isEmpty();
        assertThat(cache.measured(() -> MACHINE)).isEqualTo(MACHINE);
    }

    @Test
    void theFolderIsWhereTheSystemHasCaches() {
        Path absolute = folder.toAbsolutePath();
        String home = absolute.toString();
        Path usual = absolute.resolve(".cache/kinglet");
        assertThat(MachineCache.folder(absolute.resolve("c").toString(), home)).contains(absolute.resolve("c/kinglet"));
        assertThat(MachineCache.folder(null, home)).contains(usual);
        assertThat(MachineCache.folder("", home)).contains(usual);
        assertThat(MachineCache.folder("relative", home)).contains(usual);
        assertThat(MachineCache.folder("\0", home)).isEmpty();
        assertThat(MachineCache.folder(null, null)).isEmpty();
    }
}
