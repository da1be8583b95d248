package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PyTorch, by {@code bench/pytorch_training.py}.
 *
 * @param python a Python that has torch and torchvision
 */
record PythonTorch(Path python) {

    /** How tensors lie; which is faster depends on the network. */
    enum MemoryFormat {
        contiguous,
        channels_last
    }

    /** The first {@code python3} on the path that has both. */
    static Optional<PythonTorch> find() throws IOException {
        List<Path> candidates = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "python3"))
                .filter(Files::isExecutable)
                .toList();
        for (Path candidate : candidates) {
            Process process = new ProcessBuilder(candidate.toString(), "-c", "import torch, torchvision")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.onExit().join().exitValue() == 0) {
                return Optional.of(new PythonTorch(candidate));
            }
        }
        return Optional.empty();
    }

    /**
     * Measures in a process of its own.
     *
     * @throws kinglet.graph.KingletException if it fails
     */
    TrainingMeasurement measure(TrainingCase of, MemoryFormat format, TrainingPace pace) throws IOException {
        Path script = Path.of(System.getProperty("kinglet.home", "."), "bench", "pytorch_training.py");
        List<String> command = new ArrayList<>(List.of(
                python.toString(), script.toString(), of.network(), "" + of.pixels(), "" + of.batch(), format.name()));
        command.addAll(pace.arguments());
        return JSON.std.beanFrom(TrainingMeasurement.class, FreshProcess.run(command));
    }
}
