package kinglet.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kinglet.kernels.Machine;

/** What is known of this machine without measuring. */
public final class Host {

    private Host() {}

    /** The processor's name where the system says it, otherwise its kind. */
    public static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.matches("(model name|CPU part)\\s*:.*"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElseGet(Host::architecture);
        } catch (IOException | UncheckedIOException e) {
            return architecture();
        }
    }

    /** {@code 512-bit vectors} or {@code plain loops}. */
    public static String vectors() {
        int bits = Machine.vectorBits();
        return bits == 0 ? "plain loops" : bits + "-bit vectors";
    }

    private static String architecture() {
        return System.getProperty("os.arch", "unknown");
    }
}
