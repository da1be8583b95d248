package kinglet.bench;

import java.util.Random;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.kernels.KernelsProviders;
import kinglet.kernels.Share;
import kinglet.kernels.Team;
import kinglet.train.Batch;
import kinglet.train.Decayed;
import kinglet.train.Initialisation;
import kinglet.train.Learner;
import kinglet.train.LearnerOptions;
import kinglet.train.OptimizerRun;
import kinglet.train.Sgd;
import kinglet.train.Slot;

/** A training step of Kinglet. */
final class KingletTraining implements TrainingPeer {
    private final Learner learner;
    private final Team team;
    private final OptimizerRun optimizer;
    private final Share update;
    private final Batch batch;
    private double loss;

    KingletTraining(Network network, int batchSize, int threads) {
        LearnerOptions options =
                LearnerOptions.of(batchSize).withThreads(threads).withDecayed(Decayed.ALL);
        learner = new Learner(network, Initialisation.of(network, 0), options, KernelsProviders.best());
        team = new Team(threads);
        optimizer = Sgd.of(MOMENTUM).start(learner.slots(), WEIGHT_DECAY);
        update = new Share(optimizer);
        batch = random(
                batchSize, network.input().shape(), network.output().shape().channels());
    }

    private static Batch random(int size, Shape shape, int classes) {
        Random random = new Random(0);
        float[] images = new float[size * shape.size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[size * classes];
        int[] labels = random.ints(size, 0, classes).toArray();
        for (int i = 0; i < size; i++) {
            targets[i * classes + labels[i]] = 1;
        }
        return new Batch(size, images, targets, labels);
    }

    @Override
    public void step() {
        loss = learner.learn(batch);
        optimizer.begin(RATE, 1);
        team.run(update);
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public long parameters() {
        return learner.slots().stream().mapToLong(Slot::size).sum();
    }

    @Override
    public void close() {
        learner.close();
        team.close();
    }
}
