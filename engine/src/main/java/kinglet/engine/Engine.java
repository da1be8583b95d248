package kinglet.engine;

import java.util.List;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Weights;
import kinglet.kernels.Kernels;
import kinglet.kernels.KernelsProviders;

/**
 * Compiles networks into plans, and owns the threads that run them. Close it when its plans are no longer used.
 *
 * <pre>{@code
 * try (Engine engine = Engine.create()) {
 *     Plan plan = engine.compile(model);
 *     Tensor logits = plan.run(images);
 * }
 * }</pre>
 */
public final class Engine implements AutoCloseable {
    /** In this order: each leaves less for the next. */
    private static final List<Pass> PASSES =
            List.of(new DropTrainingOps(), new DenseLearnedGroups(), new FoldConstants(), new FoldPadding(), new FoldBatchNorm());

    private final Kernels kernels;
    private final Team team;

    private Engine(EngineOptions options) {
        this.kernels = options.kernels().orElseGet(KernelsProviders::best);
        this.team = new Team(options.threads());
    }

    public static Engine create() {
        return create(EngineOptions.defaults());
    }

    public static Engine create(EngineOptions options) {
        return new Engine(options);
    }

    /**
     * Prepares a network to run, once.
     *
     * @throws KingletException if the network's activations do not fit one array
     */
    public Plan compile(Model model) {
        Model optimised = model;
        for (Pass pass : PASSES) {
            optimised = pass.apply(optimised);
        }
        return new Plan(model.network(), new Lowering(optimised, kernels).lower(), team);
    }

    /**
     * Prepares a network to run, once.
     *
     * @throws kinglet.graph.WeightsException if the weights do not fit
     */
    public Plan compile(Network network, Weights weights) {
        return compile(Model.of(network, weights));
    }

    /** Threads of one run. */
    public int threads() {
        return team.size();
    }

    /** The name of the kernels in use. */
    public String kernels() {
        return kernels.name();
    }

    /** Ends the threads; a plan that is run afterwards runs on its caller's thread alone. */
    @Override
    public void close() {
        team.close();
    }
}
