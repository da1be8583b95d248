package kinglet.bench.natives;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kinglet.bench.Peer;
import kinglet.bench.PeerRuntime;
import kinglet.bench.Subject;

/** TensorFlow Lite with XNNPACK, for networks that came from a .tflite file. */
public final class Tflite implements PeerRuntime {

    /** For the service loader. */
    public Tflite() {}

    @Override
    public String name() {
        return "tflite";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("--enable-native-access=ALL-UNNAMED");
    }

    @Override
    public Optional<Path> file(Subject subject, Path folder) {
        return subject.source(".tflite");
    }

    @Override
    public Peer open(Path file, int threads, int batch) {
        return new TflitePeer(file, threads, batch);
    }
}
