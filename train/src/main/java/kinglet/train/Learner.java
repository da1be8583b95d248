package kinglet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import kinglet.graph.Network;
import kinglet.graph.Shape;
import kinglet.graph.Weights;
import kinglet.kernels.Kernels;
import kinglet.kernels.Share;
import kinglet.kernels.Team;

/**
 * A network in training: computes the loss of a batch and the gradient of every parameter. What is done with the gradients is an
 * {@link Optimizer}'s matter. The same seed, weights and batches give the same bits for any number of threads.
 *
 * <pre>{@code
 * try (Learner learner = new Learner(network, weights, LearnerOptions.of(64), KernelsProviders.best())) {
 *     OptimizerRun optimizer = new Sgd(0.9, true).start(learner.slots(), 4e-5);
 *     double loss = learner.learn(batch);
 *     optimizer.step(0.1, 1);
 * }
 * }</pre>
 */
public final class Learner implements AutoCloseable {
    private final LearnerOptions options;
    private final Parameters parameters;
    private final Team team;
    private final Map<Unit, Values> values = new IdentityHashMap<>();
    private final List<UnitRun> runs = new ArrayList<>();
    private final List<Drop> drops;
    private final List<LearnedGroups> condensing;
    private final Values input;
    private final Values output;
    private final InputRun inputRun;
    private final LossRun lossRun;
    private final Share weighs;
    private final List<Turn> wayBack;
    private final long storage;
    private long steps;

    /**
     * Prepares a network to learn.
     *
     * @throws TrainingException if an op cannot be trained through
     * @throws kinglet.graph.WeightsException if the weights do not fit
     */
    public Learner(Network network, Weights weights, LearnerOptions options, Kernels kernels) {
        this.options = options;
        this.parameters = new Parameters(network, weights, options.learns(), options.decayed());
        this.team = new Team(options.threads());
        Units units = Units.of(network, weights);
        Setting setting = new Setting(team, kernels, kernels.training(), options.batch());
        Preparation preparation = new Preparation(setting, parameters, options, values);
        units.all().forEach(unit -> preparation.prepare(unit).ifPresent(runs::add));
        this.drops = preparation.drops();
        this.condensing = preparation.condensing();
        this.input = valuesOf(units.all().getFirst());
        this.output = valuesOf(units.output());
        this.inputRun = new InputRun(setting, input);
        this.lossRun = new LossRun(setting, output, new CrossEntropy(options.labelSmoothing()));
        claimGradients();
        setting.open();
        input.lie(new Place(new float[input.imageSize() * options.batch()], 0));
        this.wayBack = Turn.wayBack(setting, runs);
        Recomputation recomputation = options.recomputes() ? Recomputation.of(runs) : Recomputation.none();
        this.storage = StoragePlan.place(runs, wayBack, recomputation) + input.stored().length;
        this.weighs = setting.share(runs.size(), (_, i) -> runs.get(i).weigh());
    }

    private Values valuesOf(Unit unit) {
        return Objects.requireNonNull(values.get(unit));
    }

    /** Who gives each block its gradient first; blocks that nobody reads are cleared. */
    private void claimGradients() {
        Map<Values, boolean[]> claimed = new HashMap<>();
        boolean[] all = new boolean[output.blocks()];
        Arrays.fill(all, true);
        claimed.put(output, all);
        for (UnitRun run : runs.reversed()) {
            boolean[] own =
                    claimed.getOrDefault(run.values(), new boolean[run.values().blocks()]);
            int[] unclaimed =
                    IntStream.range(0, own.length).filter(b -> !own[b]).toArray();
            run.unclaimed(run.values().learns() ? unclaimed : new int[0]);
            run.feeds().forEach(feed -> feed.claim(claimed));
        }
        Map<Values, boolean[]> concluded = new HashMap<>();
        runs.forEach(run -> run.feeds().reversed().forEach(feed -> feed.conclude(concluded)));
    }

    /** The parameters that learn, with their gradients. */
    public List<Slot> slots() {
        return parameters.slots();
    }

    /** All weights as they are now, running statistics too. The tensors share their arrays with this learner. */
    public Weights weights() {
        return parameters.weights();
    }

    /** The weights that may be averaged over steps: all but masks and indices. */
    Weights averaged() {
        return parameters.averaged();
    }

    /** The learned groups that are to be condensed, in the network's order. */
    List<LearnedGroups> condensing() {
        return condensing;
    }

    /** What each unit holds. */
    Map<Unit, Values> values() {
        return values;
    }

    /** Floats that activations, their gradients and the sums of those of weights take. */
    public long storage() {
        return storage;
    }

    /**
     * Computes the loss and all gradients.
     *
     * @param batch exactly as many images as the options say
     * @return the mean loss of the images
     * @throws TrainingException if the batch does not fit
     */
    public double learn(Batch batch) {
        forward(batch);
        return backward(batch);
    }

    /** From the images to the values of all units, which stay until {@link #backward}. */
    void forward(Batch batch) {
        check(batch);
        inputRun.read(batch.images());
        drops.forEach(drop -> drop.step(steps));
        steps++;
        team.run(weighs);
        runs.forEach(UnitRun::forward);
    }

    /** From the targets of the same batch to the loss and all gradients. */
    double backward(Batch batch) {
        double mean = lossRun.compare(batch.targets());
        runs.stream().filter(run -> run.values() == output).forEach(UnitRun::sumGradients);
        wayBack.forEach(turn -> turn.run(team));
        return mean;
    }

    /** The class with the largest logit, of each image of the last batch. */
    public int[] predictions() {
        return lossRun.predictions();
    }

    private void check(Batch batch) {
        Shape in = input.shape();
        int classes = output.shape().channels();
        if (batch.size() != options.batch()
                || batch.images().length < batch.size() * in.size()
                || batch.targets().length < batch.size() * classes) {
            throw new TrainingException(
                    "a step takes %d images of %s and %d targets each, but was given %d images, %d values and %d targets"
                            .formatted(
                                    options.batch(),
                                    in,
                                    classes,
                                    batch.size(),
                                    batch.images().length,
                                    batch.targets().length));
        }
    }

    /** How many steps were computed. */
    public long steps() {
        return steps;
    }

    /** Goes on as if so many steps had been computed: what is dropped at random depends on it. */
    public void resumeAt(long step) {
        steps = step;
    }

    Team team() {
        return team;
    }

    @Override
    public void close() {
        team.close();
    }
}
