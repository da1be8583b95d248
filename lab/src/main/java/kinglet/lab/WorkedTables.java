package kinglet.lab;

import static kinglet.lab.Formula.product;
import static kinglet.lab.Formula.sum;
import static kinglet.lab.Formula.symbol;
import static kinglet.lab.WorkedSources.mobileNet;
import static kinglet.lab.WorkedSources.mobileNetV2;
import static kinglet.lab.WorkedSources.seed;
import static kinglet.lab.WorkedSources.shuffleNet;
import static kinglet.lab.WorkedSources.shuffleNetV2;
import static kinglet.lab.WorkedSources.thop;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import kinglet.cost.Convention;
import kinglet.graph.BatchNorm;
import kinglet.graph.Conv2d;
import kinglet.graph.Node;
import kinglet.graph.Shape;
import kinglet.networks.Block;
import kinglet.networks.NetworkOptions;

/** Tables of cost: D01 to D03, D27, F02, and those of the papers that the documents quote from. */
final class WorkedTables {
    private static final String MILLION = "million";
    /** Papers round some figures and cut others off. */
    private static final double CUT_OFF = 1;

    private WorkedTables() {}

    static List<Check> all() {
        return List.of(
                widths(),
                resolutions(),
                equalWidths(),
                resNet50ByThop(),
                mobileNetVariants(),
                mobileNetV2Sizes(),
                shuffleNetGroups(),
                shuffleNetV2Sizes(),
                platforms());
    }

    private static Check widths() {
        Check check = Check.of(
                "D01",
                "MobileNet by width",
                "With α = 1, 0.75, 0.5 and 0.25 MobileNet has 569, 325, 149 and 41 million mult-adds, and 4.2, 2.6, 1.3 and"
                        + " 0.5 million parameters.",
                seed(3, "section 2.3"),
                mobileNet("table 6"));
        double[][] rows = {{1, 569, 4.2}, {0.75, 325, 2.6}, {0.5, 149, 1.3}, {0.25, 41, 0.5}};
        for (double[] row : rows) {
            WorkedGraph net = WorkedGraph.of("mobilenet_v1", NetworkOptions.NONE.withWidth(row[0]));
            check = size(check, "α = " + row[0], net, row[1], row[2]);
        }
        return check;
    }

    static Check resolutions() {
        Check check = Check.of(
                "D02",
                "MobileNet by resolution",
                "At 224, 192, 160 and 128 pixels MobileNet has 569, 418, 290 and 186 million mult-adds, and 4.2 million"
                        + " parameters at each.",
                seed(3, "section 2.3"),
                mobileNet("table 7"));
        int[][] rows = {{224, 569}, {192, 418}, {160, 290}, {128, 186}};
        for (int[] row : rows) {
            WorkedGraph net = WorkedGraph.of("mobilenet_v1", NetworkOptions.NONE.withResolution(row[0]));
            check = size(check, row[0] + " pixels", net, row[1], 4.2);
        }
        return check;
    }

    private static Check size(Check check, String what, WorkedGraph net, double multAdds, double params) {
        return check.about(what + ", mult-adds", multAdds, MILLION, net.multAdds() / 1e6, CUT_OFF, net.label())
                .printed(what + ", parameters", params, MILLION, net.params() / 1e6, 1, net.label());
    }

    static Check equalWidths() {
        Check check = Check.of(
                "D03",
                "ShuffleNetV2's table 1",
                "Ten blocks of two 1x1 convolutions, c1 to c2 and back, at 56 x 56, have equal mult-adds for four ratios of c1"
                        + " and c2.",
                seed(3, "section 4, table 1 (and its 56 x 56 pixels, D04)"),
                shuffleNetV2("table 1"));
        int[][] rows = {{128, 128}, {90, 180}, {52, 312}, {36, 432}, {32, 32}, {22, 44}, {13, 78}, {9, 108}};
        for (int[] row : rows) {
            Formula[] s = {symbol("h", 56), symbol("w", 56), symbol("c1", row[0]), symbol("c2", row[1])};
            Formula layers = Formula.of(20);
            WorkedGraph net = blocks(row[0], row[1]);
            check = check.derive("B", layers.times(product(s)), net.multAdds(), net.label())
                    .derive(
                            "MAC",
                            layers.times(sum(product(s[0], s[1], s[2].plus(s[3])), product(s[2], s[3]))),
                            net.memoryAccess(),
                            net.label());
        }
        return check.about("1:12, less than 1:1", 5.1, "%", drift(), 0.05, "the first and the fourth")
                .right(
                        "the mult-adds of ShuffleNetV2's table 1 are equal within 5.1 %: 1:12 has 48.8 million a layer where 1:1 has 51.4.");
    }

    private static double drift() {
        return 100 * (1 - (double) blocks(36, 432).multAdds() / blocks(128, 128).multAdds());
    }

    private static WorkedGraph blocks(int first, int second) {
        Block twenty = (scope, x) -> {
            Node y = x;
            for (int i = 0; i < 10; i++) {
                y = scope.add("expand" + i, Conv2d.pointwise(second), y);
                y = scope.add("reduce" + i, Conv2d.pointwise(first), y);
            }
            return y;
        };
        return WorkedGraph.of("ten blocks of %d and %d".formatted(first, second), twenty, new Shape(first, 56, 56));
    }

    static Check resNet50ByThop() {
        WorkedGraph net = WorkedGraph.of("resnet50");
        long norms = net.network().nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .mapToLong(node -> node.shape().size())
                .sum();
        return Check.of(
                        "D27",
                        "ResNet-50 by THOP",
                        "flops, params = profile(model, inputs=(input,)) for resnet50 at 1 x 3 x 224 x 224.",
                        seed(0, "section 1.3"),
                        thop())
                .printed("params", 25_557_032, "", net.params(), 0, net.label())
                .printed("mult-adds", 4_089_184_256L, "", net.multAdds(), 0, net.label() + ", convention paper")
                .derive(
                        "THOP",
                        sum(
                                symbol("mult-adds", net.multAdds()),
                                Formula.of(4).times(symbol("values of norms", norms)),
                                symbol("features", 2048).times(symbol("7 · 7 + 1", 50))),
                        net.cost().multAdds(Convention.THOP),
                        net.label() + ", convention thop")
                .printed(
                        "what profile returns",
                        4_133_742_592L,
                        "",
                        net.cost().multAdds(Convention.THOP),
                        0,
                        net.label() + ", convention thop")
                .right(
                        "what THOP returns first are multiply-adds and not FLOPs, and it adds four a value of each batch norm and"
                                + " the divisions of the average pool.");
    }

    private static Check mobileNetVariants() {
        WorkedGraph full = WorkedGraph.of("mobilenet_v1_conv");
        WorkedGraph shallow = WorkedGraph.of("mobilenet_v1_shallow");
        WorkedGraph small = WorkedGraph.of(
                "mobilenet_v1", NetworkOptions.NONE.withWidth(0.5).withResolution(160));
        return Check.of(
                        "A01",
                        "MobileNet's other tables",
                        "With full convolutions MobileNet has 4866 million mult-adds and 29.3 million parameters, without five layers 307"
                                + " and 2.9, at α = 0.5 and 160 pixels 76 and 1.32.",
                        mobileNet("tables 4, 5 and 9"))
                .about("full convolutions, mult-adds", 4866, MILLION, full.multAdds() / 1e6, 2, full.label())
                .printed("full convolutions, parameters", 29.3, MILLION, full.params() / 1e6, 1, full.label())
                .printed("shallow, mult-adds", 307, MILLION, shallow.multAdds() / 1e6, 0, shallow.label())
                .printed("shallow, parameters", 2.9, MILLION, shallow.params() / 1e6, 1, shallow.label())
                .about("half at 160, mult-adds", 76, MILLION, small.multAdds() / 1e6, CUT_OFF, small.label())
                .about("half at 160, parameters", 1.32, MILLION, small.params() / 1e6, 0.015, small.label());
    }

    private static Check mobileNetV2Sizes() {
        WorkedGraph one = WorkedGraph.of("mobilenet_v2");
        WorkedGraph wide = WorkedGraph.of("mobilenet_v2", NetworkOptions.NONE.withWidth(1.4));
        return Check.of(
                        "A02",
                        "MobileNetV2's table 4",
                        "MobileNetV2 has 300 million mult-adds and 3.4 million parameters, at 1.4 times the width 585 and 6.9.",
                        mobileNetV2("table 4"))
                .about("mult-adds", 300, MILLION, one.multAdds() / 1e6, CUT_OFF, one.label())
                .printed("parameters", 3.5, MILLION, one.params() / 1e6, 1, one.label())
                .about("1.4, mult-adds", 585, MILLION, wide.multAdds() / 1e6, 3, wide.label())
                .printed("1.4, parameters", 6.1, MILLION, wide.params() / 1e6, 1, wide.label())
                .right(
                        "MobileNetV2 has 3.5 million parameters (3.47 without batch norms); at 1.4 times the width it has 582 million"
                                + " mult-adds and 6.1 million parameters, and no known network has the 6.9 of the table.");
    }

    private static Check shuffleNetGroups() {
        Check check = Check.of(
                "A03",
                "ShuffleNet's table 1",
                "For 1, 2, 3, 4 and 8 groups ShuffleNet has 143, 140, 137, 133 and 137 million mult-adds.",
                shuffleNet("table 1"));
        int[][] rows = {{1, 143}, {2, 140}, {3, 137}, {4, 133}, {8, 137}};
        for (int[] row : rows) {
            WorkedGraph net = WorkedGraph.of("shufflenet_v1", NetworkOptions.NONE.withGroups(row[0]));
            check = check.about(
                    "groups " + row[0], row[1], MILLION, net.multAdds() / 1e6, row[0] < 4 ? CUT_OFF : 1.5, net.label());
        }
        return check.right("for 4 and 8 groups ShuffleNet's table 1 prints 1.3 million less than its networks have.");
    }

    /** Three networks of about 146 million mult-adds, and the speeds that are printed of them. */
    private static Check platforms() {
        WorkedGraph v2 = WorkedGraph.of("shufflenet_v2_x1_0_authors");
        WorkedGraph mobile = WorkedGraph.of("mobilenet_v1", NetworkOptions.NONE.withWidth(0.5));
        WorkedGraph v1 = WorkedGraph.of("shufflenet_v1");
        List<Printed> printed = List.of(
                new Printed("ShuffleNetV2", 341, 24.4),
                new Printed("MobileNet", 382, 16.5),
                new Printed("ShuffleNet", 213, 21.8));
        return Check.of(
                        "F02",
                        "One count, two orders",
                        "Networks of equal mult-adds run at different speeds on different platforms.",
                        seed(1, "ShuffleNetV2"),
                        seed(3, "section 4"),
                        shuffleNetV2("table 8"))
                .about("ShuffleNetV2 1x", 146, MILLION, v2.multAdds() / 1e6, CUT_OFF, v2.label())
                .about("MobileNet 0.5", 149, MILLION, mobile.multAdds() / 1e6, CUT_OFF, mobile.label())
                // the paper prints 140 for every number of groups; three groups do the 137 of ShuffleNet's own table 1
                .about("ShuffleNet 1x", 140, MILLION, v1.multAdds() / 1e6, 3, v1.label())
                .fact(
                        "from fast to slow on the GPU",
                        List.of("MobileNet", "ShuffleNetV2", "ShuffleNet"),
                        fastest(printed, Printed::gpu),
                        "the speeds of table 8")
                .fact(
                        "from fast to slow on ARM",
                        List.of("ShuffleNetV2", "ShuffleNet", "MobileNet"),
                        fastest(printed, Printed::arm),
                        "the speeds of table 8");
    }

    /** Batches a second and pictures a second. */
    private record Printed(String network, double gpu, double arm) {}

    private static List<String> fastest(List<Printed> networks, ToDoubleFunction<Printed> speed) {
        return networks.stream()
                .sorted(Comparator.comparingDouble(speed).reversed())
                .map(Printed::network)
                .toList();
    }

    private static Check shuffleNetV2Sizes() {
        Check check = Check.of(
                "A04",
                "ShuffleNetV2's table 5",
                "At 0.5, 1, 1.5 and 2 times the width ShuffleNetV2 has 41, 146, 299 and 591 million mult-adds, and 1.4, 2.3,"
                        + " 3.5 and 7.4 million parameters.",
                shuffleNetV2("tables 5 and 8"));
        String[] ids = {"x0_5", "x1_0", "x1_5", "x2_0"};
        double[][] rows = {{41, 1.4}, {146, 2.3}, {299, 3.5}, {591, 7.4}};
        for (int i = 0; i < ids.length; i++) {
            WorkedGraph net = WorkedGraph.of("shufflenet_v2_%s_authors".formatted(ids[i]));
            check = size(check, ids[i], net, rows[i][0], rows[i][1]);
        }
        return check.right(
                "the networks of ShuffleNetV2's table 5 are those of the released code; torchvision's have 1 % fewer mult-adds (E13).");
    }
}
