package kinglet.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.Network;
import kinglet.graph.Parameter;
import kinglet.graph.Weights;

/**
 * Everything that a training needs to go on as if it had never stopped. The file's format is described at {@link CheckpointFile}.
 *
 * @param progress where the training stands
 * @param weights every parameter and running statistic
 * @param optimizer what the optimizer remembers, as {@link OptimizerRun#state} gives it
 * @param averages the averaged weights, if there are any
 * @param metrics what was measured so far
 */
public record Checkpoint(
        Progress progress,
        Weights weights,
        Map<String, Weights> optimizer,
        Optional<Averages> averages,
        List<Metrics> metrics) {

    public Checkpoint {
        optimizer = Collections.unmodifiableMap(new LinkedHashMap<>(optimizer));
        metrics = List.copyOf(metrics);
    }

    /**
     * Where a training stands.
     *
     * @param network the id of the network
     * @param fingerprint of the network's parameters, as {@link #fingerprint} gives it
     * @param recipe the recipe's {@link Recipe#settings}
     * @param seed of all that is random
     * @param step how many steps are done in all
     * @param epoch the epoch that is under way, from 0
     * @param batch how many of its batches are done
     * @param optimizerSteps how many steps the optimizer has counted
     */
    public record Progress(
            String network,
            String fingerprint,
            String recipe,
            long seed,
            long step,
            int epoch,
            int batch,
            long optimizerSteps) {}

    /** Averaged weights and how often they were updated. */
    public record Averages(Weights weights, long updates) {}

    /** What was measured at the end of an epoch, by name ({@code loss}, {@code top1}). */
    public record Metrics(int epoch, Map<String, Double> values) {
        public Metrics {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A hash of the names and dimensions of a network's parameters and statistics. */
    public static String fingerprint(Network network) {
        MessageDigest digest = CheckpointFile.sha256();
        for (Parameter parameter : network.parameters()) {
            digest.update((parameter.name() + parameter.dims() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * This checkpoint, if it is of such a network.
     *
     * @throws CheckpointException if it is of another, or of the same with other options
     */
    public Checkpoint forNetwork(Network network) {
        if (!progress.fingerprint().equals(fingerprint(network))) {
            throw new CheckpointException(
                    ("the checkpoint is of network '%s' with %d tensors, not of '%s' with %d, or of other options; "
                                    + "go on with the same network and options, or train into another folder")
                            .formatted(
                                    progress.network(),
                                    weights.names().size(),
                                    network.name(),
                                    network.parameters().size()));
        }
        return this;
    }

    /**
     * Reads a checkpoint.
     *
     * @throws CheckpointException if the file is missing, cut, changed, or no checkpoint
     */
    public static Checkpoint read(Path file) {
        return CheckpointReader.read(file);
    }

    /**
     * Writes this checkpoint beside {@code file} and renames it when it is complete and on the disk: at any moment {@code file} is the
     * old checkpoint or the new one.
     *
     * @throws CheckpointException if it cannot be written; what was there is untouched
     */
    public void write(Path file) {
        CheckpointWriter.write(this, file);
    }
}
