package kinglet.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** ONNX Runtime from Java. */
public final class OnnxRuntime implements PeerRuntime {

    /** For the service loader. */
    public OnnxRuntime() {}

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("--enable-native-access=com.microsoft.onnxruntime");
    }

    @Override
    public Optional<Path> file(Subject subject, Path folder) {
        return Optional.of(subject.onnx(folder));
    }

    @Override
    public Peer open(Path file, int threads, int batch) {
        return new OnnxRuntimePeer(file, threads, batch);
    }
}
