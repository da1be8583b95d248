package kinglet.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import kinglet.graph.KingletException;
import kinglet.graph.Network;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;

/** A network ready to run. Immutable: any number of threads may run it at once, each with a workspace of its own. */
public final class Plan {
    private final Network network;
    private final Program program;
    private final Team team;
    private final Map<Integer, ConcurrentLinkedQueue<Workspace>> idle = new ConcurrentHashMap<>();

    Plan(Network network, Program program, Team team) {
        this.network = network;
        this.program = program;
        this.team = team;
    }

    /** The network as it was given to the engine. */
    public Network network() {
        return network;
    }

    /** The steps in order. */
    public List<PlannedStep> steps() {
        return program.entries().stream()
                .map(entry -> new PlannedStep(
                        entry.covers().stream().map(Node::name).toList(),
                        entry.algorithm(),
                        entry.covers().isEmpty() ? network.inputs().getFirst().shape() : entry.covers().getLast().shape(),
                        entry.step().parts()))
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

    /** Runs on what lies in the workspace's inputs, and leaves the results in its outputs. Allocates nothing. */
    public void run(Workspace workspace) {
        workspace.load();
        team.run(workspace.shares());
        workspace.unload();
    }

    /**
     * Runs a network of one input and one output on a batch {@code [n, c, h, w]}; the result is {@code [n, c]} if it is a vector an image,
     * otherwise {@code [n, c, h, w]}.
     *
     * @throws KingletException if the images are not of the network's shape
     */
    public Tensor run(Tensor images) {
        String name = network.input().name();
        return Objects.requireNonNull(run(Map.of(name, images)).get(network.output().name()));
    }

    /** Runs a network of any number of inputs and outputs, by their names. */
    public Map<String, Tensor> run(Map<String, Tensor> images) {
        int batch = batch(images);
        ConcurrentLinkedQueue<Workspace> queue = idle.computeIfAbsent(batch, b -> new ConcurrentLinkedQueue<>());
        Workspace waiting = queue.poll();
        Workspace workspace = waiting == null ? workspace(batch) : waiting;
        images.forEach((name, tensor) -> System.arraycopy(tensor.data(), 0, workspace.input(name), 0, tensor.size()));
        run(workspace);
        Map<String, Tensor> results = new LinkedHashMap<>();
        program.outputs().forEach((name, port) ->
                results.put(name, tensor(workspace.output(name).clone(), batch, port.shape())));
        queue.add(workspace);
        return results;
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
                throw new KingletException("network '%s' also reads '%s' (n x %s)".formatted(network.name(), input.name(), shape));
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
