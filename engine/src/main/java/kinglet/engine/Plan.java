package kinglet.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.kernels.Team;

/** A network ready to run. Immutable: any number of threads may run it at once, each with a workspace of its own. */
public final class Plan {
    /** Besides one for each core, whose callers may come at once, so that callers of a few batch sizes do not push each other out. */
    private static final int OTHER_SIZES = 3;

    private final Network network;
    private final Program program;
    private final Team team;
    private final IdleWorkspaces idle;

    Plan(Network network, Program program, Team team) {
        this.network = network;
        this.program = program;
        this.team = team;
        this.idle = new IdleWorkspaces(
                program, Math.max(team.size(), Runtime.getRuntime().availableProcessors()) + OTHER_SIZES);
    }

    /** The network as it was given to the engine. */
    public Network network() {
        return network;
    }

    /** The steps in order. */
    public List<PlannedStep> steps() {
        return program.entries().stream()
                .map(entry -> new PlannedStep(
                        entry.covers(),
                        entry.algorithm(),
                        entry.output(),
                        entry.step().parts(),
                        entry.follows().isPresent()))
                .toList();
    }

    /** Floats that the activations of one image take, all together. */
    public int arenaSize() {
        return program.arenaSize();
    }

    /** Memory for runs of so many images. */
    public Workspace workspace(int batch) {
        if (batch < 1) {
            throw new KingletException("a batch has at least one image, not " + batch);
        }
        return new Workspace(program, batch);
    }

    /**
     * Runs on what lies in the workspace's inputs, and leaves the results in its outputs. Allocates nothing.
     *
     * @throws KingletException if the workspace is another plan's, or is being run
     */
    public void run(Workspace workspace) {
        run(workspace, Team.UNTIMED);
    }

    /**
     * Runs once, as {@link #run(Workspace)} does, and says how long each step took, in order.
     *
     * @throws KingletException if the workspace is another plan's, or is being run
     */
    public List<StepTime> profile(Workspace workspace) {
        List<PlannedStep> steps = steps();
        long[] nanos = new long[steps.size()];
        run(workspace, nanos);
        return IntStream.range(0, nanos.length)
                .mapToObj(i -> new StepTime(steps.get(i), nanos[i]))
                .toList();
    }

    private void run(Workspace workspace, long[] nanos) {
        if (!workspace.belongsTo(program)) {
            throw new KingletException(
                    "this workspace was made by another plan than that of '%s'; use plan.workspace(batch)"
                            .formatted(network.name()));
        }
        workspace.run(team, nanos);
    }

    /**
     * Runs a network of one input and one output on a batch {@code [n, c, h, w]}; the result is {@code [n, c]} if it is a vector an image,
     * otherwise {@code [n, c, h, w]}.
     *
     * @throws KingletException if the images are not of the network's shape
     */
    public Tensor run(Tensor images) {
        String name = network.input().name();
        return Objects.requireNonNull(
                run(Map.of(name, images)).get(network.output().name()));
    }

    /**
     * Runs a network of any number of inputs and outputs, by their names.
     *
     * @throws KingletException if an input is missing, unknown, or not of its shape
     */
    public Map<String, Tensor> run(Map<String, Tensor> images) {
        int batch = batch(images);
        Workspace workspace = idle.take(batch);
        images.forEach((name, tensor) -> System.arraycopy(tensor.data(), 0, workspace.input(name), 0, tensor.size()));
        run(workspace);
        Map<String, Tensor> results = new LinkedHashMap<>();
        program.outputs()
                .forEach((name, port) ->
                        results.put(name, tensor(workspace.output(name).clone(), batch, port.shape())));
        idle.giveBack(workspace);
        return results;
    }

    /** How many workspaces wait for their next run. */
    int idleWorkspaces() {
        return idle.size();
    }

    private static Tensor tensor(float[] values, int batch, Shape shape) {
        return shape.isVector()
                ? Tensor.of(values, batch, shape.channels())
                : Tensor.of(values, batch, shape.channels(), shape.height(), shape.width());
    }

    private int batch(Map<String, Tensor> images) {
        int batch = 0;
        for (Node input : network.inputs()) {
            Shape shape = input.shape();
            Tensor tensor = images.get(input.name());
            if (tensor == null) {
                throw new KingletException(
                        "network '%s' also reads '%s' (n x %s)".formatted(network.name(), input.name(), shape));
            }
            int n = tensor.rank() == 0 ? 0 : tensor.dim(0);
            boolean fits = tensor.hasDims(n, shape.channels(), shape.height(), shape.width())
                    || (shape.isVector() && tensor.hasDims(n, shape.channels()));
            if (!fits || n < 1 || (batch != 0 && batch != n)) {
                throw new KingletException("input '%s' of network '%s' is n x %s, but was given %s"
                        .formatted(input.name(), network.name(), shape, tensor));
            }
            batch = n;
        }
        return batch;
    }
}
