package kinglet.bench.natives;

import ai.djl.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kinglet.bench.Peer;
import kinglet.bench.PeerRuntime;
import kinglet.bench.Subject;
import kinglet.graph.KingletException;

/** PyTorch through DJL, on a TorchScript file with norms folded and weights that need no gradients. */
public final class Pytorch implements PeerRuntime {

    /** For the service loader. */
    public Pytorch() {}

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true");
    }

    @Override
    public Optional<Path> file(Subject subject, Path folder) {
        Path file = folder.resolve(subject.name() + ".pt");
        if (!Files.exists(file)) {
            Optional<TorchScript> script = TorchScript.of(subject.model());
            if (script.isEmpty()) {
                return Optional.empty();
            }
            TorchScriptFile.write(script.get(), file);
        }
        return Optional.of(file);
    }

    @Override
    public Peer open(Path file, int threads, int batch) {
        try {
            return new PytorchPeer(file, threads, batch);
        } catch (IOException | MalformedModelException e) {
            throw new KingletException("PyTorch failed: " + e.getMessage(), e);
        }
    }
}
