package kinglet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The most memory that a process has had resident: Linux's high-water mark {@code VmHWM}. Other systems do not say. */
final class PeakMemory {
    private static final String KEY = "VmHWM:";
    private static final long KIBIBYTE = 1024;

    private PeakMemory() {}

    static OptionalLong ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** In bytes; empty also when the process has ended. */
    static OptionalLong of(long pid) {
        try {
            return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong parse(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(
                                line.substring(KEY.length()).replace("kB", "").strip())
                        * KIBIBYTE)
                .findFirst();
    }
}
