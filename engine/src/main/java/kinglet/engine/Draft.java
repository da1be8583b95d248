package kinglet.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import kinglet.engine.EngineOptions.Compilation;
import kinglet.graph.Model;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.graph.Tensor;
import kinglet.kernels.Kernels;
import kinglet.kernels.Post;
import kinglet.kernels.Step;
import kinglet.kernels.View.Border;

/** A program in the making: where each activation lies that has been made so far, and the instructions that make them. */
final class Draft {
    private final Model model;
    private final Compilation compilation;
    private final Borders borders;
    private final Fusion fusion;
    private final Map<Node, Layout> layouts = new IdentityHashMap<>();
    private final Map<Layout, Layout> copies = new IdentityHashMap<>();
    private final Map<Layout, Tensor> constants = new IdentityHashMap<>();
    private final List<Instruction> instructions = new ArrayList<>();

    Draft(Model model, Compilation compilation) {
        this.model = model;
        this.compilation = compilation;
        this.borders = new Borders(model.network());
        this.fusion = new Fusion(model.network());
    }

    boolean has(Node node) {
        return layouts.containsKey(node);
    }

    Layout layout(Node node) {
        Layout layout = layouts.get(node);
        if (layout == null) {
            throw new IllegalStateException("'%s' is read before it is lowered".formatted(node.name()));
        }
        return layout;
    }

    /** A node's result is what already lies there. */
    void lies(Node node, Layout layout) {
        layouts.put(node, layout);
    }

    /** A node's result lies there in every arena from the beginning. */
    void constant(Node node, Layout layout) {
        constants.put(layout, tensor(node, "value"));
        lies(node, layout);
    }

    Border border(Node node) {
        return borders.of(node);
    }

    /** Whether each op is a step of its own. */
    boolean opByOp() {
        return compilation == Compilation.OP_BY_OP;
    }

    /** The work that is done together with a node's. */
    Fusion.Group group(Node head) {
        return opByOp() ? Fusion.Group.of(head) : fusion.group(head, this::has);
    }

    Tensor tensor(Node node, String parameter) {
        return model.weights().tensor(node.name() + "." + parameter);
    }

    float[] values(Node node, String parameter) {
        return tensor(node, parameter).data();
    }

    /** A step that does one node's work. */
    void emit(Node node, Layout in, Layout out, Function<Kernels, Step> prepare) {
        emit(Fusion.Group.of(node), List.of(in), out, prepare);
    }

    /** A step that does a group's work, named by its first op. */
    void emit(Fusion.Group group, List<Layout> reads, Layout out, Function<Kernels, Step> prepare) {
        emit(
                group,
                reads,
                Optional.empty(),
                out,
                prepare,
                k -> group.nodes().getFirst().op().label());
    }

    void emit(
            Fusion.Group group,
            List<Layout> reads,
            Optional<Reach> reach,
            Layout out,
            Function<Kernels, Step> prepare,
            Function<Kernels, String> algorithm) {
        List<Layout> all = new ArrayList<>(reads);
        group.residuals().forEach(residual -> all.add(layout(residual)));
        instructions.add(new Instruction(group.nodes(), all, reach, out, prepare, algorithm));
        group.nodes().forEach(covered -> layouts.put(covered, out));
    }

    /** What a group does to each value; known once the memory is planned. */
    List<Post> posts(Fusion.Group group) {
        return group.posts().stream()
                .map(post -> switch (post) {
                    case Fusion.Activated(var activation) -> Fusion.post(activation);
                    case Fusion.Added(var residual) ->
                        new Post.Add(layout(residual).view());
                })
                .toList();
    }

    /** A node's result in channel blocks. */
    Layout blocked(Node node) {
        Layout layout = layout(node);
        return layout.isBlocked() ? layout : copied(layout, borders.of(node));
    }

    /** A new layout whose channels lie as they do in another, if they can. */
    static Layout alike(Layout in, Shape shape, Border border) {
        return in.isBlocked() && in.shape().channels() == shape.channels()
                ? in.arrangedAlike(shape, border)
                : Layout.blocked(shape, border);
    }

    /** The same values in channel blocks with this border. */
    Layout copied(Layout layout, Border border) {
        Layout known = copies.get(layout);
        if (known != null && known.border().equals(border)) {
            return known;
        }
        Layout copy = Layout.blocked(layout.shape(), border);
        instructions.add(new Instruction(
                List.of(),
                List.of(layout),
                Optional.empty(),
                copy,
                k -> k.copy(layout.view(), copy.view()),
                k -> "copy"));
        copies.put(layout, copy);
        return copy;
    }

    /** Plans the memory and prepares the steps. The outputs get these names, in order. */
    Program finish(Kernels kernels, List<String> outputNames) {
        List<Node> inputs = model.network().inputs();
        List<Node> outputs = model.network().outputs();
        List<Layout> always = new ArrayList<>(constants.keySet());
        inputs.forEach(node -> always.add(layout(node)));
        outputs.forEach(node -> always.add(layout(node)));
        int[] cascades = opByOp() ? IntStream.range(0, instructions.size()).toArray() : Cascades.of(instructions);
        int size = MemoryPlan.place(instructions, cascades, always);
        // Packing weights is most of the work, and steps know nothing of each other.
        List<Program.Entry> entries = IntStream.range(0, cascades.length)
                .parallel()
                .mapToObj(i -> entry(instructions.get(i), i > 0 && cascades[i] == cascades[i - 1], kernels))
                .toList();
        List<Program.Filling> fillings = constants.entrySet().stream()
                .map(e -> new Program.Filling(e.getKey().view(), e.getValue().data()))
                .toList();
        return new Program(
                size,
                entries,
                ports(inputs.stream().map(Node::name).toList(), inputs),
                ports(outputNames, outputs),
                fillings);
    }

    private static Program.Entry entry(Instruction i, boolean follows, Kernels kernels) {
        return new Program.Entry(
                i.covers(),
                i.writes().shape(),
                i.prepare().apply(kernels),
                i.algorithm().apply(kernels),
                follows ? i.reach() : Optional.empty());
    }

    private Map<String, Program.Port> ports(List<String> names, List<Node> nodes) {
        Map<String, Program.Port> ports = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            ports.put(
                    names.get(i),
                    new Program.Port(nodes.get(i).shape(), layout(nodes.get(i)).view()));
        }
        return ports;
    }
}
