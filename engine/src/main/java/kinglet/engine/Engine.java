package kinglet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.KingletException;
import kinglet.graph.Model;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Weights;
import kinglet.kernels.Kernels;
import kinglet.kernels.KernelsException;
import kinglet.kernels.KernelsProviders;
import kinglet.kernels.Team;

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
    private static final List<Pass> PASSES = List.of(
            new DropTrainingOps(),
            new DropIdentities(),
            new DenseLearnedGroups(),
            new FoldConstants(),
            new FoldPadding(),
            new AveragesAsConvolutions(),
            new ShareSelected(),
            new RaiseElementwise(),
            new FoldBatchNorm(),
            new SinkNorms(),
            new FoldNormsForward(),
            new NormsAsConvolutions(),
            new DelayShortcuts());

    /** What lowering cannot do without. */
    private static final List<Pass> NEEDED_PASSES =
            List.of(new DropTrainingOps(), new DenseLearnedGroups(), new NormsAsConvolutions());

    private final Kernels kernels;
    private final Team team;
    private final Compilation compilation;

    private Engine(EngineOptions options) {
        this.kernels = options.kernels().orElseGet(Engine::best);
        this.team = new Team(options.threads());
        this.compilation = options.compilation();
    }

    private static Kernels best() {
        try {
            return KernelsProviders.best();
        } catch (KernelsException e) {
            throw new KingletException(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    /**
     * An engine on every core, with the best kernels.
     *
     * @throws KingletException if the system property {@code kinglet.kernels} asks for kernels that cannot be used
     */
    public static Engine create() {
        return create(EngineOptions.defaults());
    }

    /**
     * An engine of this choice.
     *
     * @throws KingletException if the system property {@code kinglet.kernels} asks for kernels that cannot be used
     */
    public static Engine create(EngineOptions options) {
        return new Engine(options);
    }

    /**
     * Prepares a network to run, once.
     *
     * @throws KingletException if the network's activations do not fit one array
     */
    public Plan compile(Model model) {
        Model ready = model;
        for (Pass pass : passes()) {
            ready = pass.apply(ready);
        }
        return new Plan(model.network(), program(model, ready), team);
    }

    /**
     * Prepares a network to run, once.
     *
     * @throws kinglet.graph.WeightsException if the weights do not fit
     */
    public Plan compile(Network network, Weights weights) {
        return compile(Model.of(network, weights));
    }

    /**
     * Prepares a network as {@link #compile(Model)} does, and says what became of it on the way.
     *
     * @throws KingletException if the network's activations do not fit one array
     */
    public Explanation explain(Model model) {
        List<PassEffect> effects = new ArrayList<>();
        Model ready = model;
        for (Pass pass : passes()) {
            Model next = pass.apply(ready);
            effects.add(new PassEffect(Explanation.words(pass.getClass()), ready.network(), next.network()));
            ready = next;
        }
        Program program = program(model, ready);
        Plan plan = new Plan(model.network(), program, team);
        return new Explanation(List.copyOf(effects), ready.network(), plan.steps(), plan.arenaSize());
    }

    private List<Pass> passes() {
        return switch (compilation) {
            case OPTIMISED -> PASSES;
            case OP_BY_OP -> NEEDED_PASSES;
        };
    }

    /** The outputs keep the names that they had before the passes. */
    private Program program(Model model, Model ready) {
        List<String> outputs =
                model.network().outputs().stream().map(Node::name).toList();
        return Lowering.program(ready, kernels, outputs, compilation);
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
