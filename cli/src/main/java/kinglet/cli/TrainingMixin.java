package kinglet.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import kinglet.networks.Preprocessing;
import kinglet.train.Recipe;
import kinglet.vision.DataSplits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every training can be told: its data, its recipe, and where it is kept. */
final class TrainingMixin {
    private static final int SECONDS = 60;

    @Mixin
    private DataMixin data = new DataMixin();

    @Mixin
    private RecipeMixin recipe = new RecipeMixin();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where checkpoints, figures, the network and the report go (default: runs/NETWORK)")
    private @Nullable Path out;

    @Option(names = "--resume", description = "go on with the training in --out; repeat its other options")
    private boolean resume;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "MINUTES",
            defaultValue = "5",
            description = "at most between two checkpoints, beside one after each epoch (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--log-every",
            paramLabel = "STEPS",
            defaultValue = "20",
            description = "that a line of metrics.jsonl sums up (default: ${DEFAULT-VALUE})")
    private int logEvery;

    @Option(
            names = "--recompute",
            description = "compute the largest values of layers again on the way back instead of keeping them:"
                    + " less memory, more time, the same weights")
    private boolean recompute;

    @Mixin
    private EngineMixin engine = new EngineMixin();

    DataMixin data() {
        return data;
    }

    EngineMixin engine() {
        return engine;
    }

    Recipe recipe(String otherwise, int pictures, boolean resized) {
        return recipe.recipe(otherwise, pictures, resized);
    }

    /** The folder, made; its default is named after the network. */
    TrainingFolder folder(String network) {
        TrainingFolder folder = new TrainingFolder(out == null ? Path.of("runs", network) : out);
        folder.prepare(resume);
        return folder;
    }

    /** What the stages have in common. */
    TrainingSetup setup(DataSplits splits, Preprocessing preprocessing, TrainingFolder folder, CommandSpec spec) {
        if (logEvery < 1 || !(minutes > 0)) {
            throw new WrongUsageException("--log-every and --checkpoint-every must be above 0");
        }
        String words = spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(TrainingMixin::quoted)
                .collect(Collectors.joining(" "));
        return new TrainingSetup(
                splits,
                preprocessing,
                data.unreadable(),
                data.seed(),
                engine.options().threads(),
                folder,
                logEvery,
                Duration.ofSeconds(Math.max(1, Math.round(minutes * SECONDS))),
                recompute,
                "kinglet " + words);
    }

    /** As a shell takes it for one word. */
    static String quoted(String word) {
        return word.matches("[\\w./=,:+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
