package kinglet.bench.natives;

import ai.djl.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kinglet.bench.TrainingPeer;
import kinglet.bench.TrainingRuntime;
import kinglet.graph.FormulaWeights;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;

/** PyTorch's native library through DJL, on TorchScript that computes the loss. */
public final class PytorchTrainingRuntime implements TrainingRuntime {
    private static final String CONTIGUOUS = "libtorch contiguous";
    private static final String CHANNELS_LAST = "libtorch channels_last";

    /** For the service loader. */
    public PytorchTrainingRuntime() {}

    @Override
    public List<String> names() {
        return List.of(CONTIGUOUS, CHANNELS_LAST);
    }

    @Override
    public List<String> jvmOptions() {
        return new Pytorch().jvmOptions();
    }

    @Override
    public TrainingPeer open(String name, Network network, int batch, int threads) {
        TorchScript script = TorchScript.loss(Model.of(network, FormulaWeights.of(network)), name.equals(CHANNELS_LAST))
                .orElseThrow(() -> new KingletException(
                        "'%s' has an op that is not written as TorchScript".formatted(network.name())));
        try {
            Path file = Files.createTempFile("kinglet-bench", ".pt");
            try {
                TorchScriptFile.write(script, file);
                return new PytorchTraining(file, network, batch, threads);
            } finally {
                Files.delete(file);
            }
        } catch (IOException | MalformedModelException e) {
            throw new KingletException("PyTorch failed: " + e.getMessage(), e);
        }
    }
}
