package kinglet.train;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.Weights;

/**
 * The format of a checkpoint. In order, with integers as {@link java.io.DataOutput} writes them and a string as the length of its UTF-8
 * bytes (int) and the bytes:
 *
 * <ol>
 *   <li>the magic, 8 bytes {@code KingletC}; the version (int, 1); the length of the header (int) and of the data (long) in bytes;
 *   <li>the header: network, fingerprint and recipe (strings), seed and step (long), epoch and batch (int), the optimizer's steps and
 *       the averages' updates (long); the number of groups (int) and each group: its name, the number of tensors (int) and each
 *       tensor's name, rank (int) and dimensions (int); the number of metrics (int) and each one's epoch (int), the number of its values
 *       (int) and each value's name and number (double);
 *   <li>the data: the values of all tensors in the header's order, single precision, little-endian;
 *   <li>the SHA-256 of all bytes before it, 32 bytes.
 * </ol>
 *
 * <p>The groups are {@code weights}, {@code averages} if there are any, and {@code optimizer/NAME} for each of the optimizer's memories.
 */
final class CheckpointFile {
    static final long MAGIC = 0x4B696E676C657443L;
    static final int VERSION = 1;

    /** Bytes before the header. */
    static final int PREFIX = 8 + 4 + 4 + 8;

    static final int CHECKSUM = 32;
    static final String WEIGHTS = "weights";
    static final String AVERAGES = "averages";
    static final String OPTIMIZER = "optimizer/";

    private CheckpointFile() {}

    static Map<String, Weights> groups(Checkpoint checkpoint) {
        Map<String, Weights> groups = new LinkedHashMap<>();
        groups.put(WEIGHTS, checkpoint.weights());
        checkpoint.averages().ifPresent(averages -> groups.put(AVERAGES, averages.weights()));
        checkpoint.optimizer().forEach((name, weights) -> groups.put(OPTIMIZER + name, weights));
        return groups;
    }

    /** A checkpoint of what a header says and the tensors of its groups. */
    static Checkpoint checkpoint(CheckpointHeader header, Map<String, Weights> groups) {
        Map<String, Weights> optimizer = new LinkedHashMap<>();
        groups.forEach((name, weights) -> {
            if (name.startsWith(OPTIMIZER)) {
                optimizer.put(name.substring(OPTIMIZER.length()), weights);
            }
        });
        Weights weights = groups.get(WEIGHTS);
        if (weights == null) {
            throw new CheckpointException("it has no weights");
        }
        return new Checkpoint(
                header.progress(),
                weights,
                optimizer,
                Optional.ofNullable(groups.get(AVERAGES))
                        .map(a -> new Checkpoint.Averages(a, header.averagesUpdates())),
                header.metrics());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
