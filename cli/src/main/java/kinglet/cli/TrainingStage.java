package kinglet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import kinglet.engine.Engine;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.kernels.KernelsProviders;
import kinglet.train.Checkpoint;
import kinglet.train.CondensationReport;
import kinglet.train.Recipe;
import kinglet.train.StoppedException;
import kinglet.train.Trainer;
import kinglet.train.TrainerOptions;
import kinglet.train.TrainingListener;
import kinglet.vision.Augmenter;
import kinglet.vision.BatchLoader;
import kinglet.vision.Evaluation;
import kinglet.vision.Evaluator;
import kinglet.vision.UnreadablePicture;
import org.jspecify.annotations.Nullable;

/** One stage of a training, with its checkpoint, its figures and what is seen of it. */
final class TrainingStage implements TrainingListener {
    private static final int NAMED = 5;

    private final TrainingSetup setup;
    private final Plan plan;
    private final Means sinceLine = new Means();
    private final Means ofEpoch = new Means();
    private final MetricsLog log;
    private final TrainingProgress progress;
    private @Nullable Evaluation last;

    /**
     * What is trained in a stage.
     *
     * @param learns which parameters do
     * @param frozenNorms which norms keep their statistics
     */
    record Plan(String name, Recipe recipe, Path checkpoint, Predicate<String> learns, Predicate<String> frozenNorms) {}

    /** What came of a stage. */
    record Result(Weights weights, List<UnreadablePicture> unreadable) {}

    private TrainingStage(TrainingSetup setup, Plan plan, int batches, Optional<Checkpoint.Progress> from) {
        this.setup = setup;
        this.plan = plan;
        long step = from.map(Checkpoint.Progress::step).orElse(0L);
        int epoch = from.map(Checkpoint.Progress::epoch).orElse(0);
        int batch = from.map(Checkpoint.Progress::batch).orElse(0);
        if (epoch > 0 || step > 0) {
            System.err.printf("%s: going on from epoch %d, step %d%n", plan.checkpoint(), epoch + 1, step);
        }
        this.log = MetricsLog.open(setup.folder().metrics(), plan.name(), step, epoch);
        this.progress = new TrainingProgress(plan.name(), plan.recipe(), batches, epoch, batch);
    }

    /**
     * Trains to the end.
     *
     * @throws StoppedException if it was interrupted; a person knows how to go on then
     * @throws kinglet.train.DivergedException if the loss is no longer a number
     * @throws KingletException if something cannot be read or written
     */
    static Result run(
            TrainingSetup setup, Plan plan, Network network, Weights weights, Engine engine, Evaluator evaluator) {
        Recipe recipe = plan.recipe();
        int side = network.input().shape().width();
        BatchLoader loader = BatchLoader.training(setup.data().train(), setup.preprocessing())
                .augmented(Augmenter.of(recipe.augmentations(), side))
                .batchSize(recipe.batchSize())
                .seed(setup.seed())
                .threads(setup.loaderThreads())
                .unreadable(setup.unreadable())
                .build();
        Optional<Checkpoint.Progress> from = Optional.of(plan.checkpoint())
                .filter(Files::exists)
                .map(file -> Checkpoint.read(file).forNetwork(network).progress());
        from.ifPresent(progress -> checkRecipe(setup, plan, progress));
        TrainingStage stage = new TrainingStage(setup, plan, loader.batchesPerEpoch(), from);
        TrainerOptions options = TrainerOptions.DEFAULTS
                .withThreads(setup.threads())
                .withSeed(setup.seed())
                .withLearning(plan.learns(), plan.frozenNorms())
                .withEvaluation(w -> stage.evaluate(evaluator, Model.of(network, w), engine))
                .withCheckpoint(plan.checkpoint(), setup.checkpointEvery())
                .withRecomputation(setup.recomputes());
        try (stage.progress;
                Trainer trainer =
                        new Trainer(network, weights, recipe, loader, options, KernelsProviders.best(), stage);
                Interruption _ = new Interruption(trainer::stop)) {
            Weights trained = stage.train(trainer);
            nameUnreadable(loader.unreadable());
            return new Result(trained, loader.unreadable());
        }
    }

    private static void checkRecipe(TrainingSetup setup, Plan plan, Checkpoint.Progress begun) {
        if (!begun.recipe().equals(plan.recipe().settings()) || begun.seed() != setup.seed()) {
            throw new KingletException(
                    "%s was begun with another recipe or seed (%s; seed %d); repeat its options with --resume, or train into another folder with --out"
                            .formatted(plan.checkpoint(), begun.recipe(), begun.seed()));
        }
    }

    private Weights train(Trainer trainer) {
        try {
            return trainer.train();
        } catch (StoppedException e) {
            progress.close();
            System.err.printf(
                    "kinglet: %s; %s holds it, go on with: %s%n",
                    e.getMessage(), plan.checkpoint(), setup.resumeCommand());
            throw e;
        }
    }

    private double evaluate(Evaluator evaluator, Model model, Engine engine) {
        Evaluation evaluation = evaluator.evaluate(model, engine);
        last = evaluation;
        return evaluation.top1();
    }

    @Override
    public void step(StepReport report) {
        sinceLine.add(report);
        ofEpoch.add(report);
        progress.step(report, ofEpoch);
        if ((report.step() + 1) % setup.logEvery() == 0) {
            Map<String, Object> line = line();
            line.put(MetricsLog.STEP, report.step());
            line.put("epoch_done", report.epoch() + (report.batch() + 1.0) / report.batches());
            put(line, sinceLine);
            line.put("gradient_norm", sinceLine.gradientNorm());
            log.write(line);
            sinceLine.reset();
        }
    }

    @Override
    public void condensed(CondensationReport report) {
        progress.condensed(report);
        Map<String, Object> line = line();
        line.put(MetricsLog.STEP, report.step());
        line.put("epoch_done", report.epoch() + (double) report.batch() / report.batches());
        Map<String, Double> kept = new LinkedHashMap<>();
        report.layers().forEach(layer -> kept.put(layer.name(), layer.share()));
        line.put("kept", kept);
        log.write(line);
    }

    @Override
    public void epoch(Checkpoint.Metrics metrics) {
        Evaluation evaluation = Objects.requireNonNull(last);
        progress.epoch(metrics.epoch(), ofEpoch, evaluation);
        Map<String, Object> line = line();
        line.put(MetricsLog.EPOCH, metrics.epoch());
        put(line, ofEpoch);
        line.put("validation_loss", evaluation.loss());
        line.put("validation_top1", evaluation.top1());
        line.put("validation_top5", evaluation.top(5));
        log.write(line);
        ofEpoch.reset();
        sinceLine.reset();
    }

    private Map<String, Object> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(MetricsLog.STAGE, plan.name());
        return line;
    }

    private static void put(Map<String, Object> line, Means means) {
        line.put("loss", means.loss());
        line.put("top1", means.accuracy());
        line.put("learning_rate", means.rate());
        line.put("images_per_second", means.imagesPerSecond());
    }

    /** Counts the pictures that were left out, and names some. */
    static void nameUnreadable(List<UnreadablePicture> pictures) {
        if (!pictures.isEmpty()) {
            System.err.printf(
                    "kinglet: %s left out: %s%s%n",
                    pictures.size() == 1
                            ? "1 picture could not be read and was"
                            : "%d pictures could not be read and were".formatted(pictures.size()),
                    String.join(
                            ", ",
                            pictures.stream()
                                    .limit(NAMED)
                                    .map(UnreadablePicture::name)
                                    .toList()),
                    pictures.size() > NAMED ? ", ..." : "");
        }
    }
}
