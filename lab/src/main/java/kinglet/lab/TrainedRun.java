package kinglet.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.engine.Engine;
import kinglet.engine.EngineOptions;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.kernels.KernelsProviders;
import kinglet.networks.Preprocessing;
import kinglet.train.Initialisation;
import kinglet.train.Recipe;
import kinglet.train.Trainer;
import kinglet.train.TrainerOptions;
import kinglet.train.TrainingListener;
import kinglet.vision.Augmenter;
import kinglet.vision.BatchLoader;
import kinglet.vision.ClassifierFile;
import kinglet.vision.DataSplits;
import kinglet.vision.Dataset;
import kinglet.vision.Evaluator;
import kinglet.vision.Unreadable;

/**
 * Trains a network on pictures of 32 x 32, from random weights.
 *
 * @param run how the experiment is run
 * @param data with pictures for validation
 * @param threads that train; the weights do not depend on them
 */
record TrainedRun(Run run, DataSplits data, Recipe recipe, int threads) {
    private static final double NANOS = 1e9;
    private static final Preprocessing PICTURES = Preprocessing.torchvision(TrainedSubject.SIDE, TrainedSubject.SIDE);

    /** Of a training that was done before, or is done now. */
    TrainedResult result(TrainedSubject subject, long seed, DoubleConsumer progress) {
        Network network = recipe.regularization()
                .on(subject.built().of(data.train().classNames().size()));
        return run.trainings()
                .map(TrainedStore::new)
                .map(store -> store.result(key(network, seed), () -> train(subject, network, seed, progress)))
                .orElseGet(() -> train(subject, network, seed, progress))
                .of(subject.name());
    }

    /** All that decides what is learned. */
    private TrainedKey key(Network network, long seed) {
        Dataset validation = data.validation().orElseThrow();
        return TrainedKey.of(
                network,
                recipe.settings(),
                "%s %d %d".formatted(data.train().classNames(), data.train().size(), validation.size()),
                Long.toString(seed));
    }

    private TrainedResult train(TrainedSubject subject, Network network, long seed, DoubleConsumer progress) {
        Dataset pictures = data.train();
        BatchLoader loader = BatchLoader.training(pictures, PICTURES)
                .augmented(Augmenter.of(recipe.augmentations(), TrainedSubject.SIDE))
                .batchSize(recipe.batchSize())
                .seed(seed)
                .build();
        Evaluator evaluator = Evaluator.of(data.validation().orElseThrow(), PICTURES, Unreadable.SKIP);
        List<Double> top1 = new ArrayList<>();
        long began = System.nanoTime();
        try (Engine engine = Engine.create(EngineOptions.defaults().withThreads(threads))) {
            TrainerOptions options = TrainerOptions.DEFAULTS
                    .withThreads(threads)
                    .withSeed(seed)
                    .withEvaluation(weights -> {
                        top1.add(evaluator
                                .evaluate(Model.of(network, weights), engine)
                                .top1());
                        return top1.getLast();
                    });
            Weights weights = trained(network, loader, options, progress);
            double seconds = (System.nanoTime() - began) / NANOS;
            Model used = ClassifierFile.trained(network, weights, PICTURES, pictures.classNames(), Map.of())
                    .condensed()
                    .model();
            NetworkCost cost = NetworkCost.of(used.network());
            return new TrainedResult(
                    subject.name(),
                    seed,
                    cost.params(),
                    cost.multAdds(Convention.PAPER),
                    List.copyOf(top1),
                    evaluator.evaluate(used, engine).top1(),
                    seconds,
                    latency(used));
        }
    }

    private Weights trained(Network network, BatchLoader loader, TrainerOptions options, DoubleConsumer progress) {
        long steps = Math.multiplyFull(recipe.epochs(), loader.batchesPerEpoch());
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(StepReport report) {
                progress.accept((report.step() + 1.0) / steps);
            }
        };
        Weights begin = Initialisation.of(network, options.seed());
        try (Trainer trainer =
                new Trainer(network, begin, recipe, loader, options, KernelsProviders.best(), listener)) {
            return trainer.train();
        }
    }

    /** The median of one picture on one thread. */
    private double latency(Model model) {
        Contender alone = new Contender(model, new Setting(1, Compilation.OPTIMISED));
        return new Race(run.withWatcher(Watcher.NONE), 1)
                .next(List.of(alone))
                .getFirst()
                .median();
    }
}
