package kinglet.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.Tensor;
import kinglet.graph.Weights;

/** A program that writes checkpoints until it is killed: in each, every weight is the number of the step. */
final class EndlessWriter {
    private static final int WEIGHTS = 500_000;

    private EndlessWriter() {}

    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        long step = Files.exists(file) ? Checkpoint.read(file).progress().step() : 0;
        while (true) {
            step++;
            checkpoint(step).write(file);
        }
    }

    private static Checkpoint checkpoint(long step) {
        float[] values = new float[WEIGHTS];
        Arrays.fill(values, step);
        return new Checkpoint(
                new Checkpoint.Progress("endless", "", "", 0, step, 0, 0, step),
                Weights.of(Map.of("w", Tensor.of(values, WEIGHTS))),
                Map.of(),
                Optional.empty(),
                List.of());
    }
}
