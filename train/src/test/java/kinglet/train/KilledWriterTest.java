package kinglet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kinglet.graph.Tensor;
import kinglet.kernels.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes one checkpoint after the other is killed at a random moment; what it leaves is whole, and the next process goes on. */
class KilledWriterTest {
    private static final int KILLS = 5;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void leavesAWholeCheckpoint() throws IOException, InterruptedException, URISyntaxException {
        Path file = folder.resolve("last.kinglet");
        Random random = new Random(11);
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(file);
            try {
                long known = before;
                while (writer.isAlive() && step(file) <= known) {
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(100));
            } finally {
                writer.destroyForcibly().waitFor();
            }
            Checkpoint left = Checkpoint.read(file);
            long step = left.progress().step();
            assertThat(step).as("kill %d", kill).isGreaterThan(before);
            Tensor weights = left.weights().tensor("w");
            for (float weight : weights.data()) {
                if (weight != step) {
                    throw new AssertionError(
                            "kill %d left a weight of step %s in step %d".formatted(kill, weight, step));
                }
            }
            before = step;
        }
    }

    private static long step(Path file) {
        return Files.exists(file) ? Checkpoint.read(file).progress().step() : 0;
    }

    private Process start(Path file) throws IOException, URISyntaxException {
        String classes = Stream.of(main(Checkpoint.class), main(Tensor.class), main(Work.class), tests())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        EndlessWriter.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    /** Where a class of a room lies: a folder, or a jar. */
    private static Path main(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The folder of the test classes, which a module that is patched with them does not know. */
    private static Path tests() throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(EndlessWriter.class.getResource("EndlessWriter.class"))
                .toURI());
        return file.resolve("../../..").normalize();
    }
}
