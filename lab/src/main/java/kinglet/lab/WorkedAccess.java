package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.sum;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNetV2;

import kinglet.cost.Convention;
import kinglet.cost.LayerCost;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Shape;

/** The formulas of memory access, C18 to C20, on the layers of ShuffleNetV2's tables 1 and 2, and F23 by the same. */
final class WorkedAccess {
    private static final Formula TWO = Formula.of(2);

    private WorkedAccess() {}

    static Check memoryAccess() {
        LayerCost layer = pointwise(128, 128, 1);
        Formula[] s = symbols(128, 128);
        return Check.of(
                        "C18",
                        "Mult-adds and memory access of a 1x1 convolution",
                        "B = h w c1 c2 and MAC = hw (c1 + c2) + c1 c2.",
                        seed(1, "ShuffleNetV2"),
                        seed(3, "section 4"),
                        shuffleNetV2("section 2"))
                .derive("B", product(s), work(layer), graph(layer))
                .derive("MAC", access(s), layer.memoryAccess(), graph(layer));
    }

    static Check lowerBound() {
        Check check = Check.of(
                "C19",
                "The lower bound of memory access",
                "MAC ≥ 2 √(hwB) + B/(hw), and is equal to it where c1 = c2.",
                seed(1, "ShuffleNetV2"),
                seed(3, "section 4"),
                shuffleNetV2("equation 2"));
        int[][] rows = {{128, 128}, {90, 180}, {52, 312}, {36, 432}};
        for (int[] row : rows) {
            LayerCost layer = pointwise(row[0], row[1], 1);
            Formula[] s = symbols(row[0], row[1]);
            Formula area = symbol("hw", 56 * 56);
            Formula b = symbol("B", work(layer));
            check = check.derive(
                            "bound",
                            sum(product(TWO, product(area, b).root()), b.over(area)),
                            layer.memoryAccessLowerBound(),
                            graph(layer))
                    .derive("MAC", access(s), layer.memoryAccess(), graph(layer))
                    .fact(
                            "MAC is the bound",
                            row[0] == row[1],
                            layer.memoryAccess() == layer.memoryAccessLowerBound(),
                            graph(layer));
        }
        return check;
    }

    static Check groupedAccess() {
        Check check = Check.of(
                "C20",
                "Memory access of a grouped 1x1 convolution",
                "MAC = hw (c1 + c2) + c1 c2 / g = hw c1 + B g / c1 + B / (hw), with B = h w c1 c2 / g.",
                seed(1, "ShuffleNetV2"),
                shuffleNetV2("equation 3"));
        int[][] rows = {{1, 128}, {2, 180}, {4, 256}, {8, 360}};
        for (int[] row : rows) {
            LayerCost layer = pointwise(row[1], row[1], row[0]);
            Formula[] s = symbols(row[1], row[1]);
            Formula g = symbol("g", row[0]);
            Formula area = symbol("hw", 56 * 56);
            Formula b = symbol("B", work(layer));
            check = check.derive("B", product(s).over(g), work(layer), graph(layer))
                    .derive(
                            "MAC",
                            sum(
                                    product(area, s[2].plus(s[3])),
                                    product(s[2], s[3]).over(g)),
                            layer.memoryAccess(),
                            graph(layer))
                    .derive(
                            "MAC",
                            sum(product(area, s[2]), product(b, g).over(s[2]), b.over(area)),
                            layer.memoryAccess(),
                            graph(layer));
        }
        return check;
    }

    /** F23: ten layers of 128 channels, and deeper stacks of the same mult-adds. */
    static Check depth() {
        Check check = Check.of(
                "F23",
                "Deep networks read and write more",
                "The more layers a network has, the more of its time goes to input and output.",
                seed(3, "section 4"));
        int[][] rows = {{10, 128}, {40, 64}, {160, 32}};
        for (int[] row : rows) {
            WorkedGraph stack = WorkedGraph.of(
                    "%d 1x1 convolutions".formatted(row[0]),
                    (net, x) -> {
                        Node y = x;
                        for (int i = 0; i < row[0]; i++) {
                            y = net.in(i).add("conv", Conv2d.pointwise(row[1]), y);
                        }
                        return y;
                    },
                    new Shape(row[1], 56, 56));
            Formula[] s = symbols(row[1], row[1]);
            Formula layers = symbol("L", row[0]);
            check = check.derive("B", layers.times(product(s)), stack.multAdds(), stack.label())
                    .derive("MAC", layers.times(access(s)), stack.memoryAccess(), stack.label());
        }
        return check.right(
                "the picture that comes in is the same for every network; what grows with the layers is what they write and read again, here"
                        + " from 8.2 to 32 million values at equal mult-adds.");
    }

    private static LayerCost pointwise(int in, int out, int groups) {
        Conv2d conv = Conv2d.pointwise(out).groups(groups);
        return WorkedGraph.of(conv, new Shape(in, 56, 56)).cost().layers().getFirst();
    }

    private static long work(LayerCost layer) {
        return layer.multAdds(Convention.PAPER);
    }

    private static String graph(LayerCost layer) {
        return "%s, %s to %s"
                .formatted(
                        layer.node().op().label(),
                        layer.node().input().shape(),
                        layer.node().shape());
    }

    /** h, w, c1, c2. */
    private static Formula[] symbols(int in, int out) {
        return new Formula[] {symbol("h", 56), symbol("w", 56), symbol("c1", in), symbol("c2", out)};
    }

    private static Formula access(Formula... s) {
        return sum(product(s[0], s[1], s[2].plus(s[3])), product(s[2], s[3]));
    }
}
