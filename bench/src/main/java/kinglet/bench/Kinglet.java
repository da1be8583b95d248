package kinglet.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Ourselves: reads TFLite files as they are, and everything else from the ONNX file that ONNX Runtime gets too. */
public final class Kinglet implements PeerRuntime {
    static final String NAME = "kinglet";
    static final List<String> JVM_OPTIONS = List.of("--add-modules", "jdk.incubator.vector");

    /** For the service loader. */
    public Kinglet() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> jvmOptions() {
        return JVM_OPTIONS;
    }

    @Override
    public Optional<Path> file(Subject subject, Path folder) {
        return Optional.of(subject.source(".tflite").orElseGet(() -> subject.onnx(folder)));
    }

    @Override
    public Peer open(Path file, int threads, int batch) {
        return new KingletPeer(file, threads, batch);
    }
}
