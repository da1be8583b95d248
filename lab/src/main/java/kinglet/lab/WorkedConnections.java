package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kinglet.graph.ChannelShuffle;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Scope;
import kinglet.graph.Shape;
import kinglet.networks.Catalogue;
import kinglet.networks.Entry;
import kinglet.networks.NetworkOptions;

/** Which channels convolutions and shuffles join: F09, F15, F18, F25, F26, F27 and F29. */
final class WorkedConnections {
    private static final int IN = 32;
    private static final int OUT = 64;
    private static final Shape MAP = new Shape(IN, 28, 28);

    private WorkedConnections() {}

    static List<Check> all() {
        return List.of(
                shuffleJoinsGroups(),
                depthwiseKeepsChannels(),
                groupsAreSparse(),
                asManyGroupsAsInputs(),
                alexNet(),
                denseJoinsAll(),
                stepsOfTheShuffle());
    }

    private static Check shuffleJoinsGroups() {
        // groups and channels of stage 2 (table 1)
        int[][] rows = {{2, 200}, {3, 240}, {4, 272}, {8, 384}};
        List<List<Integer>> apart = new ArrayList<>();
        List<List<Integer>> joined = new ArrayList<>();
        for (int[] row : rows) {
            apart.add(Reach.groups(unit(row[1], row[0], false).network(), row[0]));
            joined.add(Reach.groups(unit(row[1], row[0], true).network(), row[0]));
        }
        String units = "ShuffleNet's branch (1x1, depthwise 3x3, 1x1) of 200, 240, 272 and 384 channels";
        return Check.of(
                        "F09",
                        "Groups that never meet",
                        "Behind stacked group convolutions a channel knows of its own group of inputs only; a shuffle between them makes it know of all.",
                        seed(1, "ShuffleNet"),
                        seed(3, "section 3"),
                        shuffleNet("section 3.1"))
                .fact(
                        "groups that an output knows of without shuffle, in 2, 3, 4 and 8 groups",
                        List.of(List.of(1), List.of(1), List.of(1), List.of(1)),
                        apart,
                        units)
                .fact("with shuffle", List.of(List.of(2), List.of(3), List.of(4), List.of(8)), joined, units);
    }

    private static WorkedGraph unit(int channels, int groups, boolean shuffled) {
        int inner = channels / 4;
        return WorkedGraph.of(
                "branch",
                (Scope net, Node x) -> {
                    Node y = net.add("reduce", Conv2d.pointwise(inner).groups(groups), x);
                    y = shuffled ? net.add("shuffle", new ChannelShuffle(groups), y) : y;
                    y = net.add("filter", Conv2d.depthwise(inner, 3), y);
                    return net.add("expand", Conv2d.pointwise(channels).groups(groups), y);
                },
                new Shape(channels, 28, 28));
    }

    private static Check depthwiseKeepsChannels() {
        List<Entry> entries = Catalogue.entries();
        List<Node> depthwise = entries.stream()
                .flatMap(entry -> entry.build().nodes().stream())
                .filter(WorkedGraph::isDepthwise)
                .toList();
        WorkedGraph twice = WorkedGraph.of(Conv2d.of(2 * IN, 3).groups(IN), MAP);
        return Check.of(
                        "F15",
                        "Channels of a depthwise convolution",
                        "A depthwise convolution cannot change the number of channels.",
                        seed(3, "MobileNet v2"))
                .fact(
                        "depthwise convolutions that make more or fewer channels than they read",
                        0L,
                        depthwise.stream()
                                .filter(node -> node.shape().channels()
                                        != node.input().shape().channels())
                                .count(),
                        "the %d of the catalogue's %d networks".formatted(depthwise.size(), entries.size()))
                .fact(
                        "channels made of 32 by two filters each",
                        2 * IN,
                        twice.network().output().shape().channels(),
                        twice.label())
                .right(
                        "a depthwise convolution makes a whole multiple of the channels that it reads: with one filter a channel, as in every"
                                + " network here, just as many; it can never make fewer, nor mix them.");
    }

    private static Check groupsAreSparse() {
        Check check = Check.of(
                "F18",
                "More groups, fewer connections",
                "The more groups a convolution has, the fewer channels it connects: with g groups one of g.",
                seed(2, "section 2-1"),
                shuffleNet("section 3.1"));
        for (int g : new int[] {1, 2, 4, 8, 16, 32}) {
            WorkedGraph graph = WorkedGraph.of(Conv2d.of(OUT, 3).groups(g), MAP);
            check = check.derive(
                    "connections",
                    product(symbol("C_in", IN), symbol("C_out", OUT)).over(symbol("g", g)),
                    Reach.connections(graph.network()),
                    graph.label());
        }
        return check;
    }

    private static Check asManyGroupsAsInputs() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.of(IN, 3).groups(IN), MAP);
        List<BitSet> reach = Reach.of(graph.network());
        return Check.of(
                        "F25",
                        "As many groups as channels",
                        "A convolution with as many groups and outputs as inputs is the depthwise convolution.",
                        seed(0, "section 2.3"),
                        seed(4, "MobileNet"))
                .fact("the same op", true, graph.network().output().op().equals(Conv2d.depthwise(IN, 3)), graph.label())
                .fact(
                        "outputs that know of their own input only",
                        IN,
                        (int) IntStream.range(0, IN)
                                .filter(i -> reach.get(i).cardinality() == 1
                                        && reach.get(i).get(i))
                                .count(),
                        graph.label());
    }

    private static Check alexNet() {
        WorkedGraph two = WorkedGraph.of("alexnet_2012");
        WorkedGraph one = WorkedGraph.of("alexnet_2012", NetworkOptions.NONE.withGroups(1));
        Check check = Check.of(
                "F26",
                "AlexNet's two groups",
                "Group convolution came with AlexNet, which one GPU could not hold, and saves parameters.",
                seed(0, "section 2.2"));
        // layer, kernel, channels read and made
        Object[][] rows = {{"conv2", 5, 96, 256}, {"conv4", 3, 384, 384}, {"conv5", 3, 384, 256}};
        for (Object[] row : rows) {
            String name = (String) row[0];
            Formula dense = product(
                    symbol("K", (int) row[1]).squared(), symbol("C_in", (int) row[2]), symbol("C_out", (int) row[3]));
            check = check.derive(
                            name + ", one group",
                            dense,
                            one.weights(WorkedGraph.under(name)) - (int) row[3],
                            one.label() + " in one group, without biases")
                    .derive(
                            name + ", two groups",
                            dense.over(Formula.of(2)),
                            two.weights(WorkedGraph.under(name)) - (int) row[3],
                            two.label() + ", without biases");
        }
        return check.right(
                "the groups of conv2, conv4 and conv5 halve the weights of these layers, and so each GPU's part; of AlexNet's 61 million"
                        + " parameters, nearly all of which are in fully connected layers, that is 2 %.");
    }

    private static Check denseJoinsAll() {
        WorkedGraph graph = WorkedGraph.of(Conv2d.of(OUT, 3), MAP);
        return Check.of(
                        "F27",
                        "All with all",
                        "A standard convolution connects every input channel with every output channel.",
                        seed(0, "section 2.1"),
                        mobileNet("section 3.1"))
                .derive(
                        "connections",
                        product(symbol("C_in", IN), symbol("C_out", OUT)),
                        Reach.connections(graph.network()),
                        graph.label());
    }

    private static Check stepsOfTheShuffle() {
        long different = IntStream.rangeClosed(1, 16)
                .boxed()
                .flatMap(g -> IntStream.rangeClosed(1, 16).mapToObj(n -> new int[] {g, n}))
                .filter(gn -> !bySteps(gn[0], gn[1]).equals(byOp(gn[0], gn[1])))
                .count();
        return Check.of(
                        "F29",
                        "The shuffle's steps",
                        "g groups of n maps are written as (g, n), transposed and flattened, and cut into groups again.",
                        seed(2, "ShuffleNet"),
                        seed(3, "section 3"),
                        shuffleNet("section 3.1"))
                .fact("2 groups of 3", bySteps(2, 3), byOp(2, 3), new ChannelShuffle(2).label())
                .fact("3 groups of 4", bySteps(3, 4), byOp(3, 4), new ChannelShuffle(3).label())
                .fact("g and n up to 16 for which steps and op differ", 0L, different, "the op")
                .fact(
                        "3 groups of 4, shuffled and again by 4",
                        IntStream.range(0, 12).boxed().toList(),
                        byOp(3, 4).stream()
                                .map(i -> new ChannelShuffle(4).source(i, 12))
                                .toList(),
                        "two shuffles");
    }

    /** As the documents say it. */
    private static List<Integer> bySteps(int g, int n) {
        int[][] rows = new int[g][n];
        for (int map = 0; map < g * n; map++) {
            rows[map / n][map % n] = map;
        }
        int[][] transposed = new int[n][g];
        for (int i = 0; i < g; i++) {
            for (int j = 0; j < n; j++) {
                transposed[j][i] = rows[i][j];
            }
        }
        List<Integer> flat = new ArrayList<>();
        for (int[] row : transposed) {
            IntStream.of(row).forEach(flat::add);
        }
        return Collections.unmodifiableList(flat);
    }

    private static List<Integer> byOp(int g, int n) {
        return IntStream.range(0, g * n)
                .mapToObj(i -> new ChannelShuffle(g).source(i, g * n))
                .toList();
    }
}
