package kinglet.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kinglet.graph.KingletException;
import kinglet.kernels.Machine;
import kinglet.lab.Host;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of this machine, kept in a file of the user's cache folder for the next command: one entry for each processor, width of vectors and
 * JDK. A file that cannot be read or written only costs another measurement.
 */
final class MachineCache {
    private static final long LARGEST = 1 << 20;
    private static final String GFLOPS = "gflops";
    private static final String GIGABYTES_PER_SECOND = "gigabytes_per_second";

    private final Optional<Path> file;
    private final String key;

    MachineCache(Optional<Path> file, String key) {
        this.file = file;
        this.key = key;
    }

    /** That of the user, for this Java process. */
    static MachineCache ofUser() {
        Optional<Path> folder = folder(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
        return new MachineCache(folder.map(f -> f.resolve("machine.json")), key());
    }

    /** {@code $XDG_CACHE_HOME/kinglet}, which by the XDG rules counts only if it is absolute, or {@code ~/.cache/kinglet}. */
    static Optional<Path> folder(@Nullable String cacheHome, @Nullable String home) {
        try {
            if (cacheHome != null && !cacheHome.isEmpty() && Path.of(cacheHome).isAbsolute()) {
                return Optional.of(Path.of(cacheHome, "kinglet"));
            }
            return home == null ? Optional.empty() : Optional.of(Path.of(home, ".cache", "kinglet"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String key() {
        return "%s, %s, JDK %s".formatted(Host.processor(), Host.vectors(), Runtime.version());
    }

    /** What was measured before, if it was. */
    Optional<Machine> known() {
        return entries().get(key) instanceof Map<?, ?> entry
                ? rate(entry.get(GFLOPS))
                        .flatMap(gflops ->
                                rate(entry.get(GIGABYTES_PER_SECOND)).map(gigabytes -> new Machine(gflops, gigabytes)))
                : Optional.empty();
    }

    /** What was measured before, or now. */
    Machine machine() {
        return known().orElseGet(() -> measured(Machine::measure));
    }

    /** Measures, and keeps the result if it can. */
    Machine measured(Supplier<Machine> measurement) {
        Machine machine = measurement.get();
        Map<String, Object> entries = entries();
        entries.put(key, Map.of(GFLOPS, machine.gflops(), GIGABYTES_PER_SECOND, machine.gigabytesPerSecond()));
        file.ifPresent(path -> write(path, entries));
        return machine;
    }

    private static Optional<Double> rate(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() > 0 && Double.isFinite(number.doubleValue())
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private Map<String, Object> entries() {
        try {
            if (file.isPresent() && Files.size(file.get()) <= LARGEST) {
                return new LinkedHashMap<>(JSON.std.mapFrom(Files.readString(file.get())));
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger("kinglet.cli").log(System.Logger.Level.DEBUG, "the cache is passed over: " + e);
        }
        return new LinkedHashMap<>();
    }

    private static void write(Path file, Map<String, Object> entries) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            OutputFile.write(
                    file,
                    JSON.std
                            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                            .asString(entries)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException | KingletException e) {
            System.getLogger("kinglet.cli").log(System.Logger.Level.DEBUG, "the cache is not kept: " + e);
        }
    }
}
