package kinglet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kinglet.graph.KingletException;

/** A process of its own for one measurement, so that none inherits another's compiled code, heap or threads. */
final class FreshProcess {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String MODULE_PATH = "jdk.module.path";

    private FreshProcess() {}

    /**
     * Runs a class of this room in a Java process, and returns the last line that it prints.
     *
     * @throws KingletException if it fails; the message is the first line of its complaint
     */
    static String run(Class<?> main, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        String modules = System.getProperty(MODULE_PATH);
        // The native peers are on the class path.
        command.addAll(
                modules == null
                        ? List.of("-cp", System.getProperty("java.class.path"), main.getName())
                        : List.of("-p", modules, "-m", main.getModule().getName() + "/" + main.getName()));
        command.addAll(arguments);
        return run(command);
    }

    /** Runs a command in the same way. */
    static String run(List<String> command) throws IOException {
        Path errors = Files.createTempFile("kinglet-peers", ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new KingletException(
                        "%s; run it alone to see more: %s".formatted(complaint(errors), String.join(" ", command)));
            }
            return printed.lines().reduce("", (before, line) -> line);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /** The first line on standard error that is no warning of the Java process. */
    static String complaint(Path errors) throws IOException {
        return Files.readString(errors)
                .lines()
                .filter(line -> !line.startsWith("WARNING") && !line.startsWith("SLF4J"))
                .findFirst()
                .orElse("it says nothing");
    }
}
