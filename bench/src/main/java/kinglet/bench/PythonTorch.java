package kinglet.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PyTorch, by {@code bench/pytorch_training.py}.
 *
 * @param python one that has torch and torchvision
 * @param name the memory format
 */
record PythonTorch(Path python, String name) implements TrainingRival {

    /** How tensors lie; which is faster depends on the network. */
    private static final List<String> MEMORY_FORMATS = List.of("contiguous", "channels_last");

    /** The first {@code python3} on the path that has both, in each memory format; none if there is none. */
    static List<TrainingRival> find() throws IOException {
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
                return MEMORY_FORMATS.stream()
                        .<TrainingRival>map(format -> new PythonTorch(candidate, format))
                        .toList();
            }
        }
        return List.of();
    }

    @Override
    public TrainingMeasurement measure(TrainingCase of, TrainingPace pace) throws IOException {
        Path script = Path.of(System.getProperty("kinglet.home", "."), "bench", "pytorch_training.py");
        List<String> command = new ArrayList<>(
                List.of(python.toString(), script.toString(), of.network(), "" + of.pixels(), "" + of.batch(), name));
        command.addAll(pace.arguments());
        return JSON.std.beanFrom(TrainingMeasurement.class, FreshProcess.run(command));
    }
}
