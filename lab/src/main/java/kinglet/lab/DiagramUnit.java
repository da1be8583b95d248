package kinglet.lab;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kinglet.cost.Convention;
import kinglet.cost.NetworkCost;
import kinglet.graph.Network;
import kinglet.graph.Node;

/** A small network as a panel: a box for each layer with its norm and activation, arrows from top to bottom. */
final class DiagramUnit {
    private static final double TITLE_SIZE = 12.5;
    private static final double LINE_SIZE = 11;
    private static final double LINE = 15.5;
    private static final double TITLE_LINE = 18;
    private static final double PADDING = 7;
    private static final double SIDES = 12;
    private static final double LEAST_WIDTH = 64;
    private static final double ARROW_WIDTH = 1.4;
    private static final String OUTPUT = "output";

    private final List<DiagramItem> items;
    private final List<DiagramLayout.Size> sizes = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();
    private final List<DiagramGraph.Edge> edges;

    private DiagramUnit(Network network) {
        DiagramGraph graph = DiagramGraph.of(network);
        items = graph.items();
        edges = new ArrayList<>(graph.edges());
        items.forEach(item -> add(lines(item)));
        for (Node output : network.outputs()) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).nodes().contains(output)) {
                    edges.add(new DiagramGraph.Edge(i, texts.size(), 0));
                    add(List.of(OUTPUT, DiagramItem.shape(output.shape())));
                    break;
                }
            }
        }
    }

    /** The panel of a network; its notes say what it costs. */
    static DrawPanel panel(String caption, Network network) {
        return new DiagramUnit(network).panel(caption, List.of(cost(network)));
    }

    private static String cost(Network network) {
        NetworkCost cost = NetworkCost.of(network);
        return "%s parameters, %s mult-adds"
                .formatted(Quantities.exact(cost.params()), Quantities.count(cost.multAdds(Convention.PAPER)));
    }

    private void add(List<String> lines) {
        texts.add(lines);
        double width = DrawText.width(lines.getFirst(), TITLE_SIZE, true);
        for (String line : lines.subList(1, lines.size())) {
            width = Math.max(width, DrawText.width(line, LINE_SIZE, false));
        }
        sizes.add(new DiagramLayout.Size(
                Math.max(LEAST_WIDTH, width + 2 * SIDES), 2 * PADDING + TITLE_LINE + (lines.size() - 1) * LINE - 3));
    }

    private static List<String> lines(DiagramItem item) {
        List<String> lines = new ArrayList<>(List.of(item.title()));
        if (!item.tail().isEmpty()) {
            lines.add(item.tail());
        }
        lines.add(item.result());
        return lines;
    }

    private DrawPanel panel(String caption, List<String> notes) {
        DiagramLayout layout = new DiagramLayout(sizes, edges);
        List<DrawShape> shapes = new ArrayList<>();
        for (int e = 0; e < edges.size(); e++) {
            shapes.add(new DrawShape.Stroke(layout.way(e), true, true, DrawPanel.FAINT, ARROW_WIDTH));
        }
        Set<DrawKind> kinds = EnumSet.noneOf(DrawKind.class);
        for (int i = 0; i < texts.size(); i++) {
            DrawKind kind = i < items.size() ? items.get(i).kind() : DrawKind.DATA;
            kinds.add(kind);
            box(shapes, texts.get(i), kind, layout.x(i), layout.y(i), sizes.get(i));
        }
        return new DrawPanel(caption, notes, layout.width(), layout.height(), shapes, kinds);
    }

    private static void box(
            List<DrawShape> shapes, List<String> lines, DrawKind kind, double x, double y, DiagramLayout.Size size) {
        double radius = kind == DrawKind.DATA ? 14 : 6;
        shapes.add(new DrawShape.Box(x, y, size.width(), size.height(), radius, kind.fill(), kind.ink()));
        double middle = x + size.width() / 2;
        double baseline = y + PADDING + TITLE_SIZE - 1;
        shapes.add(new DrawShape.Label(
                middle, baseline, lines.getFirst(), TITLE_SIZE, true, DrawShape.Anchor.MIDDLE, DrawPanel.INK));
        baseline += TITLE_LINE - 1;
        for (String line : lines.subList(1, lines.size())) {
            shapes.add(new DrawShape.Label(
                    middle, baseline, line, LINE_SIZE, false, DrawShape.Anchor.MIDDLE, DrawPanel.FAINT));
            baseline += LINE;
        }
    }
}
