package kinglet.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.kernels.Kernels;
import kinglet.kernels.Share;
import kinglet.kernels.Team;
import kinglet.train.Checkpoint.Metrics;
import kinglet.train.Checkpoint.Progress;
import kinglet.train.CondensationReport.Layer;
import kinglet.train.TrainingListener.StepReport;

/**
 * A training from its first step to its last: batches, gradients, the optimizer, averaged weights, evaluation after each epoch, and checkpoints
 * from which it goes on with the same bits.
 */
public final class Trainer implements AutoCloseable {
    private final Network network;
    private final Recipe recipe;
    private final BatchSource source;
    private final TrainerOptions options;
    private final TrainingListener listener;
    private final Learner learner;
    private final OptimizerRun optimizer;
    private final Share optimizerShare;
    private final GradientNorm norm;
    private final Share normShare;
    private final Optional<Ema> averages;
    private final Optional<Share> averagesShare;
    private final Condensing condensing;
    private final List<Metrics> metrics = new ArrayList<>();
    private long step;
    private int epoch;
    private int batch;
    private long saved = System.nanoTime();
    private volatile boolean stopping;

    /**
     * Prepares a training, or takes one up if the checkpoint is there.
     *
     * @throws TrainingException if the network cannot be trained, or has another number of classes than the source
     * @throws CheckpointException if the checkpoint is another training's
     */
    public Trainer(
            Network network,
            Weights weights,
            Recipe recipe,
            BatchSource source,
            TrainerOptions options,
            Kernels kernels,
            TrainingListener listener) {
        this.network = network;
        this.recipe = recipe;
        this.source = source;
        this.options = options;
        this.listener = listener;
        int classes = network.output().shape().channels();
        if (classes != source.classNames().size()) {
            throw new TrainingException("network '%s' has %d classes, but the pictures have %d; build it for %d classes"
                    .formatted(
                            network.name(),
                            classes,
                            source.classNames().size(),
                            source.classNames().size()));
        }
        this.learner = new Learner(network, weights, learnerOptions(), kernels);
        this.optimizer = recipe.optimizer()
                .start(learner.slots(), recipe.regularization().weightDecay());
        this.optimizerShare = new Share(optimizer);
        this.norm = new GradientNorm(learner.slots());
        this.normShare = new Share(norm);
        this.averages = recipe.averaging().map(averaging -> new Ema(learner.averaged(), averaging));
        this.averagesShare = averages.map(Share::new);
        this.condensing =
                new Condensing(learner.condensing(), Math.multiplyFull(recipe.epochs(), source.batchesPerEpoch()));
        options.checkpoint().filter(Files::exists).ifPresent(this::resume);
    }

    private LearnerOptions learnerOptions() {
        return LearnerOptions.of(recipe.batchSize())
                .withThreads(options.threads())
                .withSeed(options.seed())
                .withNormMomentum(options.normMomentum())
                .withLearning(options.learns())
                .withFrozenNorms(options.frozenNorms())
                .withDecayed(recipe.regularization().decayed())
                .withLabelSmoothing(recipe.regularization().labelSmoothing())
                .withGroupLasso(recipe.regularization().groupLasso())
                .withRecomputation(options.recomputes());
    }

    /** The epoch that is under way or comes next, from 0. */
    public int epoch() {
        return epoch;
    }

    /** What was measured after each epoch so far. */
    public List<Metrics> metrics() {
        return List.copyOf(metrics);
    }

    /** Memory of activations and gradients, in bytes. */
    public long storageBytes() {
        return learner.storage() * Float.BYTES;
    }

    /** The weights to use: the averaged ones if the recipe averages. The arrays go on changing while the training does. */
    public Weights weights() {
        return averages.map(ema -> learner.weights().with(ema.averages().asMap()))
                .orElseGet(learner::weights);
    }

    /** Lets {@link #train} end after the step that is under way, with a checkpoint; from any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains to the end of the recipe's epochs.
     *
     * @throws StoppedException if it was asked to stop before
     * @throws DivergedException if the loss is no longer a number; the last checkpoint stays as it is
     */
    public Weights train() {
        long start = System.nanoTime();
        int pictures = 0;
        int correct = 0;
        double loss = 0;
        while (epoch < recipe.epochs()) {
            try (Batches batches = source.epoch(epoch, batch)) {
                for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                    StepReport report = step(next.get(), (System.nanoTime() - start) / 1e9);
                    pictures += report.pictures();
                    correct += report.correct();
                    loss += report.loss() * report.pictures();
                    listener.step(report);
                    saveIfDue();
                    if (stopping && batch < source.batchesPerEpoch()) {
                        save();
                        throw new StoppedException(epoch, step);
                    }
                }
            }
            finishEpoch(loss / Math.max(1, pictures), correct / (double) Math.max(1, pictures));
            if (stopping && epoch < recipe.epochs()) {
                throw new StoppedException(epoch - 1, step);
            }
            pictures = 0;
            correct = 0;
            loss = 0;
        }
        return weights();
    }

    private StepReport step(Batch now, double seconds) {
        condense();
        double rate = recipe.rate(step, source.batchesPerEpoch());
        double loss = learner.learn(now);
        run(normShare);
        double length = norm.value();
        DivergedException.check(step, rate, loss, length);
        optimizer.begin(
                rate,
                recipe.clip().isPresent()
                        ? GradientNorm.clip(length, recipe.clip().getAsDouble())
                        : 1);
        run(optimizerShare);
        averages.ifPresent(Ema::begin);
        averagesShare.ifPresent(this::run);
        StepReport report = new StepReport(
                epoch,
                batch,
                source.batchesPerEpoch(),
                step,
                loss,
                correct(now.labels()),
                now.size(),
                rate,
                length,
                seconds);
        step++;
        batch++;
        return report;
    }

    private void condense() {
        List<Layer> changed = condensing.before(step);
        if (!changed.isEmpty()) {
            listener.condensed(new CondensationReport(epoch, batch, source.batchesPerEpoch(), step, changed));
        }
    }

    private void run(Share share) {
        Team team = learner.team();
        team.run(share);
    }

    private int correct(int[] labels) {
        int[] predictions = learner.predictions();
        int correct = 0;
        for (int i = 0; i < predictions.length; i++) {
            correct += predictions[i] == labels[i] ? 1 : 0;
        }
        return correct;
    }

    private void finishEpoch(double loss, double accuracy) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", loss);
        values.put("train_top1", accuracy);
        options.evaluation().ifPresent(e -> values.put("top1", e.applyAsDouble(weights())));
        Metrics done = new Metrics(epoch, values);
        metrics.add(done);
        epoch++;
        batch = 0;
        save();
        listener.epoch(done);
    }

    /** At the end of an epoch, {@link #finishEpoch} does. */
    private void saveIfDue() {
        boolean ends = batch >= source.batchesPerEpoch();
        if (!ends && System.nanoTime() - saved > options.every().toNanos()) {
            save();
        }
    }

    private void save() {
        saved = System.nanoTime();
        options.checkpoint().ifPresent(file -> {
            Checkpoint checkpoint = checkpoint();
            checkpoint.write(file);
            listener.saved(checkpoint);
        });
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                new Progress(
                        network.name(),
                        Checkpoint.fingerprint(network),
                        recipe.settings(),
                        options.seed(),
                        step,
                        epoch,
                        batch,
                        optimizer.steps()),
                learner.weights(),
                optimizer.state(),
                averages.map(ema -> new Checkpoint.Averages(ema.averages(), ema.updates())),
                metrics);
    }

    private void resume(Path file) {
        Checkpoint from = Checkpoint.read(file).forNetwork(network);
        Progress progress = from.progress();
        if (!progress.recipe().equals(recipe.settings()) || progress.seed() != options.seed()) {
            throw new CheckpointException(
                    "%s was begun with another recipe or seed (%s, seed %d); go on with the same, or train into another folder"
                            .formatted(file, progress.recipe().strip().replace('\n', ' '), progress.seed()));
        }
        from.weights()
                .asMap()
                .forEach((name, tensor) -> System.arraycopy(
                        tensor.data(), 0, learner.weights().tensor(name).data(), 0, tensor.size()));
        optimizer.restore(from.optimizer(), progress.optimizerSteps());
        from.averages().ifPresent(kept -> averages.ifPresent(ema -> ema.restore(kept.weights(), kept.updates())));
        learner.resumeAt(progress.step());
        step = progress.step();
        epoch = progress.epoch();
        batch = progress.batch();
        metrics.addAll(from.metrics());
    }

    @Override
    public void close() {
        learner.close();
    }
}
